import Glibc
import Language
import Synchronization

/// A line on standard error that tells how far the work is: done, a second, and what is left.
final class ProgressLine: Sendable {
  private struct State {
    var shownAt: ContinuousClock.Instant?
    var isOnScreen = false
  }
  private let start = ContinuousClock.now
  private let isShown: Bool
  private let state = Mutex(State())

  init(isShown: Bool) { self.isShown = isShown }

  func show(_ done: Int, of all: Int) {
    guard isShown else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      // Quick work needs no line.
      guard now - (state.shownAt ?? start) > .milliseconds(state.shownAt == nil ? 400 : 100) else {
        return
      }
      (state.shownAt, state.isOnScreen) = (now, true)
      let elapsed = max(
        0.001,
        Double((now - start).components.seconds)
          + Double((now - start).components.attoseconds) / 1e18)
      let rate = Double(done) / elapsed
      let rest = rate > 0 ? Int((Double(all - done) / rate).rounded(.up)) : 0
      let width = 20
      let filled = all > 0 ? done * width / all : width
      let bar =
        String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
      let text = Phrase(
        en: "\(bar) \(done)/\(all), \(Int(rate))/s, \(rest) s left",
        zh: "\(bar) \(done)/\(all)，每秒 \(Int(rate)) 份，还需 \(rest) 秒")
      StandardError.write("\r\u{1B}[K" + text[.requested])
    }
  }

  func clear() {
    state.withLock { state in
      if state.isOnScreen { StandardError.write("\r\u{1B}[K") }
      state.isOnScreen = false
    }
  }
}
