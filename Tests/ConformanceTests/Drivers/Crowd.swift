/// Many clients at once.
struct Crowd: ~Copyable {
  private final class Member {
    let socket: Socket
    init?(_ port: Int) {
      guard let socket = Socket(port: port) else { return nil }
      self.socket = socket
    }
  }

  private var members: [Member] = []

  var count: Int { members.count }

  mutating func join(_ port: Int) {
    if let member = Member(port) { members.append(member) }
  }

  func sendAll(_ octets: [UInt8]) {
    for member in members { member.socket.send(octets) }
  }

  func receiveAll() -> [[UInt8]] { members.map { $0.socket.receiveAll().octets } }
}
