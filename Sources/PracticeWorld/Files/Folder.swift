import Glibc

/// The few calls on folders that byhand needs.
package enum Folder {
  /// Makes the folder and those above it, 0700. One that was made is on disk when this returns.
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

  /// Makes the folder, and these in it: one write of the folder for all of them.
  static func make(_ path: String, holding names: [String]) throws(StoreError) {
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

  /// A new name in a folder outlives a power cut only once the folder itself is written.
  static func sync(_ path: String) throws(StoreError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("open") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .last("fsync") }
  }

  /// Names in no order, hidden ones left out; a folder that is not there is empty.
  package static func names(in path: String) throws(StoreError) -> [String] {
    var names: [String] = []
    try each(in: path) { name, _ in names.append(name) }
    return names
  }

  /// The names of plain files alone. Most file systems say with the name what it is.
  static func files(in path: String) throws(StoreError) -> [String] {
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

  /// What `lstat` says; `nil` where there is nothing, or no plain file. Links are not followed.
  static func file(at path: String) -> stat? {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return status
  }

  /// Links are followed.
  package static func exists(at path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func parent(of path: String) -> String {
    var octets = Array(path.utf8)
    while octets.count > 1, octets.last == UInt8(ascii: "/") { octets.removeLast() }
    guard let slash = octets.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == 0 ? "/" : String(decoding: octets[..<slash], as: UTF8.self)
  }
}
