import Glibc
import Synchronization

/// What must be gone when the bench is: its children and its folder, on SIGINT and SIGTERM too.
enum Cleanup {
  private struct State {
    var children: Set<pid_t> = []
    var folder: String?
  }

  private static let state = Mutex(State())

  static func add(_ child: pid_t) { state.withLock { _ = $0.children.insert(child) } }
  static func remove(_ child: pid_t) { state.withLock { _ = $0.children.remove(child) } }

  /// A folder of the bench's own; one serves all.
  static func folder() throws -> String {
    if let folder = state.withLock({ $0.folder }) { return folder }
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/byhand-bench-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw BenchError("no folder in \(base)") }
    let folder = String(
      decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    state.withLock { $0.folder = folder }
    return folder
  }

  static func run() {
    let (children, folder) = state.withLock { state in
      defer { state = State() }
      return (state.children, state.folder)
    }
    for child in children {
      kill(child, SIGTERM)
      waitpid(child, nil, 0)
    }
    if let folder { Files.remove(folder) }
  }

  /// Before the first child and the first thread: both inherit the mask.
  static func onSignals() {
    var ending = sigset_t()
    sigemptyset(&ending)
    sigaddset(&ending, SIGINT)
    sigaddset(&ending, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &ending, nil)
    signal(SIGPIPE, SIG_IGN)
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { _ in
        var ending = sigset_t()
        sigemptyset(&ending)
        sigaddset(&ending, SIGINT)
        sigaddset(&ending, SIGTERM)
        var number: Int32 = 0
        sigwait(&ending, &number)
        Cleanup.run()
        _exit(128 + number)
      }, nil)
    pthread_detach(thread)
  }
}

enum Files {
  static func text(_ path: String) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 8_192)
    let count = read(descriptor, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }

  static func make(_ path: String) -> String {
    mkdir(path, 0o700)
    return path
  }

  /// The folder with all that is in it; links are taken away, not followed.
  static func remove(_ path: String) {
    if let folder = opendir(path) {
      var names: [String] = []
      while let entry = readdir(folder) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) {
          String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != ".", name != ".." { names.append(name) }
      }
      closedir(folder)
      for name in names where unlink("\(path)/\(name)") != 0 { remove("\(path)/\(name)") }
    }
    rmdir(path)
  }

  /// Programs of that name on the search path, the first one first.
  static func programs(_ name: String) -> [String] {
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    return path.split(separator: ":").map { "\($0)/\(name)" }.filter { access($0, X_OK) == 0 }
  }

  /// `byhand` of the same build: it stands beside this program.
  static func byhand() throws -> String {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let own = String(
      decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let path = own.prefix(through: own.lastIndex(of: "/") ?? own.startIndex) + "byhand"
    guard access(String(path), X_OK) == 0 else {
      throw BenchError("\(path) is not there: build it with `swift build -c release`")
    }
    return String(path)
  }
}
