import CLibEdit
import Glibc
import TestSupport
import Testing

@testable import Terminal

/// A terminal that the test types on.
private final class Keyboard {
  let terminal: Int32
  private let controller: Int32

  init?(columns: Int32 = 80) {
    var ends: (Int32, Int32) = (-1, -1)
    guard terminal_pair(&ends.0, &ends.1, columns, 24) else { return nil }
    (controller, terminal) = ends
  }

  deinit {
    close(controller)
    close(terminal)
  }

  func type(_ text: String) {
    writeAll(text, to: controller)
  }

  var modes: [UInt32] {
    var settings = termios()
    tcgetattr(terminal, &settings)
    return [settings.c_iflag, settings.c_oflag, settings.c_lflag]
  }

  /// The text shown up to and including `text`, or all text if that never appears.
  func screen(through text: String) -> String {
    var shown: [UInt8] = []
    var bytes = [UInt8](repeating: 0, count: 4096)
    while !String(decoding: shown, as: UTF8.self).contains(text),
      isReadable(controller, within: 10_000)
    {
      let count = read(controller, &bytes, bytes.count)
      guard count > 0 else { break }
      shown += bytes.prefix(count)
    }
    return String(decoding: shown, as: UTF8.self)
  }

  func shows(_ text: String) -> Bool {
    screen(through: text).contains(text)
  }
}

/// A process can have only one line editor at a time, so these tests run one after the other.
@Suite(.serialized)
struct LineEditorTests {
  private func editor(_ keyboard: borrowing Keyboard, wake: Int32 = -1) -> LineEditor? {
    setenv("TERM", "xterm", 1)
    return LineEditor(
      input: keyboard.terminal, output: keyboard.terminal, history: ["HELO crepes.fr"],
      wakeDescriptor: wake)
  }

  /// The results of `count` reads, after `text` was typed.
  private func reading(_ text: String, count: Int = 1) throws -> [LineEditorResult] {
    let keyboard = try #require(Keyboard())
    guard let editor = editor(keyboard) else { return [] }
    editor.complete = { Completion(replacing: $0.count, candidates: ["QUIT"]) }
    keyboard.type(text)
    return (0..<count).map { _ in editor.read(prompt: { .plain }, woken: {}) }
  }

  @Test func `a typed line is returned without its line end`() throws {
    #expect(try reading("MAIL 你好é\r") == [.line("MAIL 你好é")])
    #expect(try reading("\r") == [.line("")])
  }

  @Test func `pasted lines are returned one by one`() throws {
    #expect(
      try reading("a\r\n\r\nb\nc\r", count: 4) == [.line("a"), .line(""), .line("b"), .line("c")])
  }

  @Test func `Ctrl-D ends an empty line only`() throws {
    #expect(try reading("\u{4}") == [.endOfInput])
    #expect(try reading("ab\u{1}\u{4}\r") == [.line("b")])
  }

  @Test func `arrow keys recall earlier lines`() throws {
    #expect(try reading("\u{1B}[A\r") == [.line("HELO crepes.fr")])
  }

  @Test func `Tab completes`() throws {
    #expect(try reading("qu\t\r") == [.line("QUIT")])
  }

  @Test func `no typed line contains a line end`() throws {
    #expect(try reading("a\u{16}\nb\r", count: 2) == [.line("a"), .line("b")])
  }

  @Test func `network output is shown, and the half-typed line stays`() throws {
    let keyboard = try #require(Keyboard(columns: 20))
    let wakes = try WakePipe()
    guard let editor = editor(keyboard, wake: wakes.descriptor) else {
      Issue.record("no editor")
      return
    }
    var phase = 1
    keyboard.type("a line that wraps around the margin")
    editor.complete = { _ in
      // When Tab is processed, everything before it has been read.
      wakes.wake()
      return .none
    }
    keyboard.type("\t")
    let got = editor.read(
      prompt: { Prompt(left: "C: ", right: "[\(phase)/3]") },
      woken: {
        phase = 2
        editor.print("S: 421 closing\n")
        keyboard.type(", whole\r")
      })
    #expect(got == .line("a line that wraps around the margin, whole"))
    // Up one row, because the line has wrapped once. Then clear, print and draw again.
    #expect(keyboard.shows("\r\u{1B}[1A\u{1B}[JS: 421 closing\r\n"))
  }

  @Test func `a secret is read and not shown, with what the network says above its prompt`() throws
  {
    let keyboard = try #require(Keyboard())
    let wakes = try WakePipe()
    guard let editor = editor(keyboard, wake: wakes.descriptor) else {
      Issue.record("no editor")
      return
    }
    // DEL takes back a character, Ctrl-U all of them.
    keyboard.type("wrong\u{15}pickless\u{7F}")
    wakes.wake()
    let got = editor.read(
      prompt: { Prompt(left: "password: ", isSecret: true) },
      woken: {
        editor.print("S: 421 closing\n")
        keyboard.type(" 你\r")
      })
    #expect(got == .line("pickles 你"))
    editor.print("end\n")
    let screen = keyboard.screen(through: "end")
    #expect(screen.contains("S: 421 closing\r\npassword: "))
    #expect(!screen.contains("wrong"))
    #expect(!screen.contains("pick") && !screen.contains("你"))
  }

  @Test func `a typed line is replaced on the screen by what hides its secret`() throws {
    let keyboard = try #require(Keyboard(columns: 20))
    guard let editor = editor(keyboard) else {
      Issue.record("no editor")
      return
    }
    keyboard.type("AUTH PLAIN AGFsaWNlAHBpY2tsZXM=\r")
    _ = editor.read(prompt: { Prompt(left: "C: ") }, woken: {})
    editor.replaceLine(with: "AUTH PLAIN …")
    // Two rows up: the line had wrapped once.
    #expect(keyboard.shows("\u{1B}[2A\r\u{1B}[JC: AUTH PLAIN …\r\n"))
  }

  @Test func `the terminal does not echo, and its mode is restored`() throws {
    let keyboard = try #require(Keyboard())
    let before = keyboard.modes
    do {
      guard let editor = editor(keyboard) else {
        Issue.record("no editor")
        return
      }
      let during = keyboard.modes
      #expect(during.last.map { $0 & UInt32(ECHO | ICANON) } == 0)
      keyboard.type("a\r")
      _ = editor.read(prompt: { .plain }, woken: {})
      #expect(keyboard.modes == during)
    }
    #expect(keyboard.modes == before)
  }

  @Test func `only one editor can exist at a time`() throws {
    let keyboard = try #require(Keyboard())
    guard let first = editor(keyboard) else {
      Issue.record("no editor")
      return
    }
    if editor(keyboard) != nil { Issue.record("two editors") }
    first.print("still here\n")
    #expect(keyboard.shows("still here\r\n"))
  }

  @Test func `raw keys are not echoed, and the terminal's mode is restored`() throws {
    let keyboard = try #require(Keyboard())
    let before = keyboard.modes
    do {
      guard let keys = RawKeys(descriptor: keyboard.terminal) else {
        Issue.record("no keys")
        return
      }
      #expect(keyboard.modes.last.map { $0 & UInt32(ECHO | ICANON | ISIG) } == 0)
      // A guarded terminal is restored before a signal ends the process.
      #expect(!terminal_guard(keyboard.terminal))
      keyboard.type("n\u{1}\u{1B}[D\u{3}")
      let got = (0..<3).map { _ in keys.next(timeoutMilliseconds: 10_000) }
      #expect(got == [.key(.character("n")), .key(.left), .key(.leave)])
      #expect(keys.next(timeoutMilliseconds: 0) == .timedOut)
    }
    #expect(keyboard.modes == before)
    #expect(terminal_guard(keyboard.terminal))
    terminal_unguard()
  }

  @Test func `raw keys under a line editor leave the terminal guarded by it`() throws {
    let keyboard = try #require(Keyboard())
    let before = keyboard.modes
    do {
      guard let editor = editor(keyboard) else {
        Issue.record("no editor")
        return
      }
      let during = keyboard.modes
      do {
        guard let keys = RawKeys(descriptor: keyboard.terminal) else {
          Issue.record("no keys")
          return
        }
        #expect(keys.next(timeoutMilliseconds: 0) == .timedOut)
      }
      #expect(keyboard.modes == during)
      #expect(!terminal_guard(keyboard.terminal))
      editor.print("still here\n")
    }
    #expect(keyboard.modes == before)
  }

  @Test func `text can follow the line that was read last, until something is printed`() throws {
    let keyboard = try #require(Keyboard(columns: 40))
    guard let editor = editor(keyboard) else {
      Issue.record("no editor")
      return
    }
    keyboard.type("HELO a\r")
    _ = editor.read(prompt: { .plain }, woken: {})
    editor.append("<end>", width: 5)
    #expect(keyboard.screen(through: "<end>").contains("\r\n\u{1B}[1A\u{1B}[9C<end>\r\n"))
    editor.append("<late>", width: 6)
    #expect(keyboard.screen(through: "<late>") == "   <late>\r\n")
    // Two cells are left behind this line.
    keyboard.type(String(repeating: "x", count: 35) + "\r")
    _ = editor.read(prompt: { .plain }, woken: {})
    editor.append("<wide>", width: 6)
    #expect(keyboard.screen(through: "<wide>").hasSuffix("\r\n   <wide>\r\n"))
  }

  @Test func `waiting reports a wake and keeps typed text for the next line`() throws {
    let keyboard = try #require(Keyboard())
    let wakes = try WakePipe()
    guard let editor = editor(keyboard, wake: wakes.descriptor) else {
      Issue.record("no editor")
      return
    }
    keyboard.type("ahead\r")
    let idle = editor.wait(milliseconds: 0)
    wakes.wake()
    let woken = editor.wait(milliseconds: 10_000)
    #expect([idle, woken] == [.timedOut, .woken])
    editor.print("heard\n")
    #expect(!keyboard.screen(through: "heard").contains("ahead"))
    let got = editor.read(prompt: { .plain }, woken: {})
    #expect(got == .line("ahead"))
  }
}

extension Prompt {
  fileprivate static let plain = Prompt(left: "C: ", right: "[1/3]", colour: "1", rightColour: "2")
}
