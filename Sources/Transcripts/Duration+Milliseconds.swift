extension Duration {
  /// Whole ones, as transcripts count; what is less than one is left out.
  package var milliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
  }
}
