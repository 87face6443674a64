/// The plain files in a folder and in those inside it.
package enum FileTree {
  /// A deeper folder is passed over.
  private static let depthLimit = 16

  package struct Listing: Sendable {
    /// In the order of their names, folder by folder.
    package fileprivate(set) var files: [String] = []
    /// Links, devices, folders that cannot be read or lie too deep: a link could lead out of the
    /// folder, or around in a circle.
    package fileprivate(set) var passedOver: [String] = []
  }

  /// Hidden files are left out, and those of which the path is not wanted.
  package static func files(
    in folder: String, where isWanted: (String) -> Bool = { _ in true }
  ) -> Listing {
    var listing = Listing()
    visit(folder, depth: 0, &listing)
    listing.files.removeAll { !isWanted($0) }
    return listing
  }

  private static func visit(_ folder: String, depth: Int, _ listing: inout Listing) {
    guard depth < depthLimit, let names = try? Folder.names(in: folder) else {
      return listing.passedOver.append(folder)
    }
    for name in names.sorted() {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      if Folder.file(at: path) != nil {
        listing.files.append(path)
      } else if Folder.isFolder(at: path) {
        visit(path, depth: depth + 1, &listing)
      } else {
        listing.passedOver.append(path)
      }
    }
  }
}
