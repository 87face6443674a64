import Language
import Presentation
import Protocols
import Teaching

/// The recording as a line at the foot of the screen: the phases as bands, and below them replies
/// and errors. A cell stands for many events where the recording is long.
///
///       1--2=========▼==========3~~~1--2=====3~~H::::
///       |  | | | x  | |   | x |   |   |  | | |  | |
///
/// HTTP has a band of its own. Lines that byhand typed again have no marks. Each phase has its own digit and stroke, each mark its own sign, so that nothing is told by
/// colour alone.
struct TimeLine {
  let outline: Outline
  let stretches: [Stretch]
  let redone: Redone
  /// All events.
  let total: Int
  let place: Int
  /// Nothing behind the cursor may be told.
  let hidesRest: Bool
  /// The first event whose mistakes are not told.
  let quietFrom: Int
  /// In cells.
  let width: Int

  private enum Cell: Hashable {
    /// `nil`: HTTP.
    case phase(Phase?, begins: Bool)
    case cursor, reply, error, nothing

    var sign: String {
      switch self {
      case .phase(let phase, begins: true): phase.map { "\($0.rawValue)" } ?? "H"
      case .phase(.handshake?, _): "-"
      case .phase(.transfer?, _): "="
      case .phase(.close?, _): "~"
      case .phase(nil, _): ":"
      case .cursor: "▼"
      case .reply: "|"
      case .error: "x"
      case .nothing: " "
      }
    }

    var colour: Colour? {
      switch self {
      case .phase(let phase?, _): .phase(phase)
      case .phase(nil, _): .title
      case .cursor: .title
      case .error: .bad
      case .reply, .nothing: nil
      }
    }
  }

  func rows(_ options: ViewOptions) -> [String] {
    [bands, marks].map { cells in
      var row = ""
      var rest = cells[...]
      while let first = rest.first {
        let run = rest.prefix { $0.colour == first.colour }
        let text = run.map(\.sign).joined()
        row += first.colour.map { options.paint(text, $0) } ?? text
        rest = rest.dropFirst(run.count)
      }
      return row
    }
  }

  /// The cell of the last event that was shown.
  private var cursor: Int { cell(of: max(0, place - 1)) }

  private func cell(of index: Int) -> Int { min(index * width / max(1, total), width - 1) }

  /// The events of a cell; none where there are more cells than events.
  private func events(of cell: Int) -> Range<Int> {
    let start = (cell * total + width - 1) / width
    let end = ((cell + 1) * total + width - 1) / width
    let limit = hidesRest ? place : total
    return min(start, limit)..<min(end, limit)
  }

  private var bands: [Cell] {
    (0..<width).map { cell in
      if cell == cursor { return .cursor }
      let events = events(of: cell)
      // Behind the cursor an empty cell could go on with its band, and tell that no other begins.
      if hidesRest, cell > cursor { return .nothing }
      let index = stretches.partition { $0.start >= events.upperBound }
      guard index > 0 else { return .nothing }
      let band = stretches[index - 1]
      return .phase(band.phase, begins: band.start >= events.lowerBound)
    }
  }

  private var marks: [Cell] {
    (0..<width).map { cell in
      let range = events(of: cell)
      let end = min(range.upperBound, quietFrom)
      if has(outline.errors, from: range.lowerBound, to: end, at: { $0 }) { return .error }
      let isReply = has(
        outline.replies, from: range.lowerBound, to: range.upperBound, at: { $0.last })
      return isReply ? .reply : .nothing
    }
  }

  /// Whether one of them stands there that was not only done again.
  private func has<Element>(
    _ elements: [Element], from start: Int, to end: Int, at index: (Element) -> Int
  ) -> Bool {
    elements[elements.partition { index($0) >= start }...].lazy.map(index).prefix { $0 < end }
      .contains { !redone.contains($0) }
  }
}
