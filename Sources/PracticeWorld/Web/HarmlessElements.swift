/// The elements that a stranger's page may keep. All others are dropped.
enum HarmlessElements {
  struct Kind: Hashable {
    /// Has no content and no end tag.
    var isVoid = false
    /// Names of the attributes that may stay; each value is a small number.
    var numbers: Set<String> = []
    /// The start tags that end it, where none of `within` lies between.
    var endedBy: Set<String> = []
    /// Allowed only inside one of these; elsewhere only its words are kept.
    var within: Set<String> = []
  }

  /// ``HarmlessHTML`` writes `a` and `img` anew from their harmless parts.
  static let all: [String: Kind] = {
    var kinds: [String: Kind] = [:]
    for name in inline { kinds[name] = Kind() }
    for name in blocks { kinds[name] = Kind() }
    kinds["p"]?.endedBy = blocks
    for name in ["br", "hr", "img"] { kinds[name] = Kind(isVoid: true) }
    kinds["img"]?.numbers = ["width", "height"]
    kinds["li"] = Kind(endedBy: ["li"], within: ["ul", "ol"])
    for name in ["dt", "dd"] { kinds[name] = Kind(endedBy: ["dt", "dd"], within: ["dl"]) }
    let bodies: Set = ["thead", "tbody", "tfoot"]
    kinds["caption"] = Kind(endedBy: bodies.union(["tr", "td", "th"]), within: ["table"])
    for name in bodies { kinds[name] = Kind(endedBy: bodies, within: ["table"]) }
    kinds["tr"] = Kind(endedBy: bodies.union(["tr"]), within: ["table"])
    for name in ["td", "th"] {
      kinds[name] = Kind(
        numbers: ["colspan", "rowspan"], endedBy: bodies.union(["tr", "td", "th"]),
        within: ["table"])
    }
    return kinds
  }()

  private static let inline: Set<String> = [
    "a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var",
  ]
  private static let blocks: Set<String> = [
    "blockquote", "div", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "table",
    "ul",
  ]
  /// Dropped, but the words before and after one do not run together.
  static let dividing: Set<String> = [
    "address", "article", "aside", "body", "center", "dd", "dt", "fieldset", "figure", "footer",
    "form", "header", "html", "legend", "li", "main", "nav", "option", "section", "tbody", "td",
    "tfoot", "th", "thead", "tr",
  ]
}
