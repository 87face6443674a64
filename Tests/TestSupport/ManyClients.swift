/// Many clients at once.
public struct ManyClients: ~Copyable {
  private final class Member {
    let socket: Socket
    init?(_ port: Int) {
      guard let socket = Socket(port: port) else { return nil }
      self.socket = socket
    }
  }

  private var members: [Member] = []

  public init() {}

  public var count: Int { members.count }

  public mutating func join(_ port: Int) {
    if let member = Member(port) { members.append(member) }
  }

  /// One more, which sends this and has nothing more to say.
  public mutating func join(_ port: Int, saying octets: [UInt8]) {
    join(port)
    members.last?.socket.send(octets)
    members.last?.socket.finish()
  }

  public func sendAll(_ octets: [UInt8]) {
    for member in members { member.socket.send(octets) }
  }

  public func receiveAll() -> [[UInt8]] { members.map { $0.socket.receiveAll().octets } }
}
