import Language
import Markup
import Presentation
import Protocols

/// A piece of the wire as rows of a page, in both of its forms: line ends and counts are there, and
/// the style sheet shows them when they are asked for.
struct PlayerWire {
  private let piece: WireText
  private let side: Side
  /// Whose line it is, where the student only watches.
  private let speaker: String?
  /// Where something is wrong, from 1.
  private let columns: Set<Int>
  /// Of a longer line, only its beginning is shown.
  private let longestLine: Int
  private let exposure: Exposure?
  /// Its octets can be shown.
  private let hasCounts: Bool

  /// - Parameter room: What the page has room for; what is shown is taken from it.
  init(
    _ piece: Piece, from side: Side, of speaker: String?, columns: Set<Int>, _ exposure: Exposure?,
    hasCounts: Bool, _ room: inout PlayerRoom
  ) {
    self.hasCounts = hasCounts
    self.exposure = exposure
    self.piece = WireText(piece, from: side, atMost: room.rows)
    longestLine = room.octets
    room.take(rows: self.piece.rows.count, octets: piece.count)
    self.side = side
    self.speaker = speaker
    self.columns = columns
  }

  var html: HTML {
    var html = HTML()
    for row in piece.rows { html += line(row) }
    if piece.more > 0 {
      html += "<p class=\"\(kind)\">\(prefix)<i>\(Phrase.moreLines(piece.more).html)</i></p>\n"
    }
    if !piece.binary.isEmpty {
      html += "<p class=\"\(kind)\">\(prefix)\(Phrase.octets(piece.binary.count).html)</p>\n"
    }
    return html
  }

  private var exposed: Phrase { exposure?.phrase ?? .empty }

  private var kind: HTML { side == .client ? "wire c" : "wire s" }

  private var prefix: HTML {
    let name: HTML = speaker.map { "<span class=\"name\">\(SafeText.of($0)) </span>" } ?? HTML()
    return "<b>\(name)\(piece.prefix)</b>"
  }

  private func line(_ row: WireText.Row) -> HTML {
    guard piece.withheld == 0 else {
      return """
        <p class="\(kind)">\(prefix)<code>\(row.text.text)</code>\
        <i>\(Phrase.withheldBehind(piece.withheld).html)</i></p>

        """
    }
    // Only CR LF goes without saying (RFC 5321 §2.3.8); in a body any line end is allowed.
    let isOdd = piece.isLine && row.ending != .crlf
    let end = Self.sign(row.ending, isOdd: isOdd)
    return """
      <p class="\(kind)">\(prefix)<code>\(text(of: row))</code>\(end)</p>
      \(hasCounts ? count(of: row) : HTML())
      """
  }

  private func count(of row: WireText.Row) -> HTML {
    """
    <p class="count">\((Phrase.count(row.octets.count, row.ending) + exposed).html)</p>

    """
  }

  private static func sign(_ ending: Ending, isOdd: Bool) -> HTML {
    let kind: HTML =
      switch ending {
      case .crlf: "cr lf"
      case .cr: "cr"
      case .lf: "lf"
      case .none: HTML()
      }
    guard !kind.isEmpty else { return kind }
    return "<i class=\"end \(kind)\(isOdd ? " odd" : "")\">\(ending.sign)</i>"
  }

  private func text(of row: WireText.Row) -> HTML {
    if let head = row.beginning(atMost: longestLine) {
      return "\(head.text)…</code> <i>\(Phrase.octets(row.octets.count).html)</i><code>"
    }
    guard !columns.isEmpty else { return "\(row.text.text)" }
    let signs = SafeText.signs(row.octets)
    var html = HTML()
    var start = 0
    for place in Set(columns.map { min(max($0 - 1, 0), signs.count) }).sorted() {
      html += "\(signs[start..<place].joined())"
      html += "<mark>\(place < signs.count ? signs[place] : " ")</mark>"
      start = min(place + 1, signs.count)
    }
    html += "\(signs[start...].joined())"
    return html
  }
}

extension Phrase {
  fileprivate static func moreLines(_ count: Int) -> Phrase {
    let number = grouped(count)
    return Phrase(
      en: "… and \(number) more line\(count == 1 ? "" : "s")", zh: "……还有 \(number) 行")
  }
}
