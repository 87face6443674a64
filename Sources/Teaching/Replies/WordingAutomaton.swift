/// Finds all of many pieces in one pass over a text, however many there are (Aho and Corasick,
/// "Efficient string matching", 1975).
///
/// Nodes are numbered in breadth-first order, so the children of each stand side by side, and a
/// node's failure link leads to a lower number.
struct WordingAutomaton: Sendable {
  /// The children of node `n` are `firstChild[n] ..< firstChild[n + 1]`.
  private var firstChild: [Int32] = []
  /// The octet by which a node is reached from its parent.
  private var label: [UInt8] = [0]
  /// Where to go on if no child fits: the longest proper suffix that is a node as well.
  private var failure: [Int32] = [0]
  /// The piece that ends at a node, or -1.
  private var piece: [Int32] = []
  /// The next node along failure links at which a piece ends; 0: none.
  private var shorter: [Int32] = []
  /// The root's children by octet; 0: none. Most octets of a reply are looked up here.
  private var start = [Int32](repeating: 0, count: 256)

  /// - Parameter pieces: distinct, not empty, and sorted by their octets.
  init(_ pieces: [[UInt8]]) {
    // Each node stands for a range of pieces that share their first `depth` octets.
    var pending: [(range: Range<Int>, depth: Int)] = [(pieces.indices, 0)]
    var parents = [0]
    var next = 0
    while next < pending.count {
      var (range, depth) = pending[next]
      firstChild.append(Int32(pending.count))
      let ends = range.first.map { pieces[$0].count == depth } ?? false
      piece.append(ends ? Int32(range.lowerBound) : -1)
      if ends { range.removeFirst() }
      while let first = range.first {
        let octet = pieces[first][depth]
        let end = range.firstIndex { pieces[$0][depth] != octet } ?? range.upperBound
        if next == 0 { start[Int(octet)] = Int32(pending.count) }
        pending.append((first..<end, depth + 1))
        label.append(octet)
        parents.append(next)
        range = end..<range.upperBound
      }
      next += 1
    }
    firstChild.append(Int32(pending.count))
    failure = [Int32](repeating: 0, count: pending.count)
    shorter = failure
    for node in pending.indices.dropFirst() {
      if parents[node] > 0 {
        failure[node] = step(from: failure[parents[node]], label[node]).node
      }
      let suffix = Int(failure[node])
      shorter[node] = piece[suffix] >= 0 ? Int32(suffix) : shorter[suffix]
    }
  }

  /// The node after one more octet, and how many nodes were asked for it. Over a whole text these
  /// are at most two an octet.
  @inline(__always)
  func step(from origin: Int32, _ octet: UInt8) -> (node: Int32, steps: Int) {
    var node = Int(origin)
    var steps = 1
    while node > 0 {
      var child = Int(firstChild[node])
      let end = Int(firstChild[node + 1])
      while child < end {
        if label[child] == octet { return (Int32(child), steps) }
        child += 1
      }
      node = Int(failure[node])
      steps += 1
    }
    return (start[Int(octet)], steps)
  }

  /// The pieces that end at this node, the longest first.
  @inline(__always)
  func forEachPiece(at node: Int32, _ body: (Int) -> Void) {
    var node = Int(node)
    if piece[node] < 0 { node = Int(shorter[node]) }
    while node > 0 {
      body(Int(piece[node]))
      node = Int(shorter[node])
    }
  }
}
