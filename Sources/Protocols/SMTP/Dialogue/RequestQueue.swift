/// Requests that have no reply yet, the oldest first. Part of `SMTPDialogue`, which explains how
/// the parts work together.
struct RequestQueue: Hashable, Sendable {
  private var requests: [SMTPRequest] = []
  /// Counted here, so that a long queue is not searched for every line.
  private(set) var contents = 0
  private(set) var endsOfData = 0
  private(set) var authentications = 0

  init(_ request: SMTPRequest) { append(request) }

  var count: Int { requests.count }
  var isEmpty: Bool { requests.isEmpty }
  var first: SMTPRequest? { requests.first }

  mutating func append(_ request: SMTPRequest) {
    guard requests.count < SMTPDialogue.requestLimit else { return }
    requests.append(request)
    tally(request, 1)
  }

  mutating func removeFirst() {
    guard !requests.isEmpty else { return }
    tally(requests.removeFirst(), -1)
  }

  mutating func removeAll() {
    while let last = requests.popLast() { tally(last, -1) }
  }

  private mutating func tally(_ request: SMTPRequest, _ step: Int) {
    switch request.kind {
    case .verb(.data): contents += step
    case .endOfData: endsOfData += step
    case .verb(.auth), .authResponse: authentications += step
    default: break
    }
  }
}
