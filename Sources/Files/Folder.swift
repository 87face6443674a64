package import Glibc

/// The few calls on folders that byhand needs.
package enum Folder {
  /// Makes the folder and those above it, with mode 0700. New folders are on disk when this
  /// returns.
  package static func make(_ path: String) throws(StoreError) {
    if mkdir(path, 0o700) == 0 { return try sync(parent(of: path)) }
    switch errno {
    case EEXIST: return
    case ENOENT where parent(of: path) != path:
      try make(parent(of: path))
      // Another process may have come first.
      guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .last("mkdir") }
      try sync(parent(of: path))
    default: throw .last("mkdir")
    }
  }

  /// Makes the folder, and these inside it: the folder is written to disk once for all of them.
  package static func make(_ path: String, holding names: [String]) throws(StoreError) {
    try make(path)
    var isNew = false
    for name in names {
      if mkdir("\(path)/\(name)", 0o700) == 0 {
        isNew = true
      } else if errno != EEXIST {
        throw .last("mkdir")
      }
    }
    if isNew { try sync(path) }
  }

  /// Writes the folder to disk: only then does a new name in it outlive a power cut.
  package static func sync(_ path: String) throws(StoreError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("open") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .last("fsync") }
  }

  /// Names in no particular order, without hidden ones. A folder that is not there counts as empty.
  package static func names(in path: String) throws(StoreError) -> [String] {
    var names: [String] = []
    try each(in: path) { name, _ in names.append(name) }
    return names
  }

  /// The names of plain files alone. Most file systems give the kind together with the name.
  package static func files(in path: String) throws(StoreError) -> [String] {
    var names: [String] = []
    try each(in: path) { name, kind in
      switch Int(kind) {
      case Int(DT_REG): names.append(name)
      case Int(DT_UNKNOWN): if file(at: "\(path)/\(name)") != nil { names.append(name) }
      default: break
      }
    }
    return names
  }

  private static func each(
    in path: String, _ visit: (String, UInt8) -> Void
  ) throws(StoreError) {
    guard let folder = opendir(path) else {
      guard errno == ENOENT else { throw .last("opendir") }
      return
    }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { octets in
        String(validating: octets.prefix { $0 != 0 }, as: UTF8.self)
      }
      if let name, !name.hasPrefix(".") { visit(name, entry.pointee.d_type) }
    }
  }

  /// The result of `lstat`; `nil` where there is no plain file. Links are not followed.
  package static func file(at path: String) -> stat? {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return status
  }

  /// Links are followed.
  package static func exists(at path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Links are not followed.
  package static func isFolder(at path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func parent(of path: String) -> String {
    var octets = Array(path.utf8)
    while octets.count > 1, octets.last == UInt8(ascii: "/") { octets.removeLast() }
    guard let slash = octets.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == 0 ? "/" : String(decoding: octets[..<slash], as: UTF8.self)
  }
}
