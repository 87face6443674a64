import Glibc
import Subprocess
import SystemPackage

/// A class's recordings in a folder, and how fast `byhand grade` grades them.
struct GradingRate {
  /// Of one run.
  struct Figures {
    let recordingsPerSecond: Double
    /// The most memory that the program had at any time, in octets (VmHWM).
    let peak: Double
  }

  let count: Int
  private let folder: String

  /// Writes the recordings, each by a student of its own: whole lessons, with mistakes.
  init(_ count: Int, in folder: String) throws {
    self.count = count
    self.folder = "\(folder)/class-\(count)"
    mkdir(self.folder, 0o700)
    for number in 0..<count {
      // Folders of a thousand, as course groups have them.
      let group = "\(self.folder)/\(number / 1_000)"
      if number % 1_000 == 0 { mkdir(group, 0o700) }
      let student = "\(2_026_000_000 + number)"
      try Self.write(
        SampleRecording(seed: number).octets(of: student), to: "\(group)/\(student).jsonl")
    }
  }

  private static func write(_ octets: [UInt8], to path: String) throws {
    guard let file = fopen(path, "wbe") else { throw BenchError("\(path) cannot be written") }
    defer { fclose(file) }
    guard fwrite(octets, 1, octets.count, file) == octets.count else {
      throw BenchError("\(path) cannot be written: is the disk full?")
    }
  }

  func run(jobs: Int) async throws -> Figures {
    let start = Clock.seconds
    let outcome = try await Subprocess.run(
      .path(FilePath(try Files.byhand())),
      arguments: [
        "grade", "--lesson", "first-conversation", "--jobs", "\(jobs)", "--as", "csv", folder,
      ], input: .none, output: .discarded, error: .discarded
    ) { execution in
      let status = "/proc/\(execution.processIdentifier.value)/status"
      // A process that has ended has no memory, and the most that it had is gone with it.
      var peak = 0.0
      while let most = Self.peak(in: Files.text(status)) {
        peak = most
        try await Task.sleep(for: .milliseconds(5))
      }
      return peak
    }
    let seconds = Clock.seconds - start
    guard outcome.terminationStatus.isSuccess else { throw BenchError("byhand grade failed") }
    return Figures(
      recordingsPerSecond: Double(count) / seconds, peak: outcome.closureResult)
  }

  /// `VmHWM:     12345 kB`.
  private static func peak(in status: String) -> Double? {
    status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      .flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Double($0) }
      .map { $0 * 1_024 }
  }
}
