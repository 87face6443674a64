import Glibc

/// Says what is found as it is found, or all at once as JSON.
struct Report {
  let isJSON: Bool
  private var measurements: [Measurement] = []
  private var remarks: [String] = []

  init(isJSON: Bool) { self.isJSON = isJSON }

  func begin(_ title: String) {
    if !isJSON { say("\n\(title): median, least to most") }
  }

  mutating func add(_ measurement: Measurement) {
    measurements.append(measurement)
    if !isJSON { say(measurement.line) }
  }

  mutating func remark(_ text: String) {
    guard !remarks.contains(text) else { return }
    remarks.append(text)
    if !isJSON { say("# \(text)") }
  }

  func end() {
    guard isJSON else { return }
    let remarks = remarks.map { "\"\($0.filter { $0 != "\"" && $0 != "\\" })\"" }
    say(
      #"{"format":"byhand-bench","version":1,"processors":\#(sysconf(Int32(_SC_NPROCESSORS_ONLN))),"#
        + #""remarks":[\#(remarks.joined(separator: ","))],"#
        + #""findings":[\#(measurements.map(\.json).joined(separator: ","))]}"#)
  }

  private func say(_ text: String) {
    let octets = Array((text + "\n").utf8)
    _ = octets.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }
}
