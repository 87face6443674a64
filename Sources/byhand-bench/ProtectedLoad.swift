import Dispatch
import TLS

/// Messages over TLS. Postfix's smtp-source speaks none, so this client is ours, and the same for
/// each server.
struct ProtectedLoad {
  /// At a time. Each blocks a thread.
  private static let clients = 8
  private static let message =
    "Subject: load\r\n\r\n"
    + String(repeating: String(repeating: "x", count: 62) + "\r\n", count: 16)

  let connections: Load.Connections

  /// Sends so many messages, and returns once the last is accepted.
  func run(_ count: Int, at server: RunningServer) async throws {
    let context = try TLSContext(clientTrusting: .system, insecure: true)
    let queue = DispatchQueue(label: "load", attributes: .concurrent)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<Self.clients {
        let share = count / Self.clients + (index < count % Self.clients ? 1 : 0)
        group.addTask {
          try await withCheckedThrowingContinuation { continuation in
            queue.async {
              continuation.resume(with: Result { try send(share, server, context) })
            }
          }
        }
      }
      try await group.waitForAll()
    }
  }

  private func send(_ count: Int, _ server: RunningServer, _ context: TLSContext) throws {
    guard count > 0 else { return }
    switch connections {
    case .perMessage:
      for _ in 0..<count {
        let client = try ProtectedClient(server, context)
        try deliver(client)
        try client.say("QUIT\r\n")
      }
    case .persistent:
      let client = try ProtectedClient(server, context)
      for _ in 0..<count { try deliver(client) }
      try client.say("QUIT\r\n")
    }
  }

  private func deliver(_ client: ProtectedClient) throws {
    for request in [
      "MAIL FROM:<alice@crepes.fr>\r\n", "RCPT TO:<\(Load.user)@\(Load.domain)>\r\n", "DATA\r\n",
      Self.message + ".\r\n",
    ] {
      try client.say(request)
    }
  }
}
