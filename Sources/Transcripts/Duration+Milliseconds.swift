extension Duration {
  /// Whole milliseconds, as transcripts count them; a fraction is dropped.
  package var milliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
  }
}
