// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport

/// The files of this package.
enum Project {
  /// The package's folder, with a slash at its end.
  static let root = URL(filePath: fixturePath("../..")).standardizedFileURL.path(percentEncoded: false) + "/"

  /// The files below a folder with a given ending, by their paths from the root, in order.
  static func files(in folder: String, ending: String) throws -> [String] {
    let names = FileManager.default.enumerator(atPath: root + folder)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(ending) }.map { "\(folder)/\($0)" }.sorted()
  }

  /// The lines of a file.
  static func lines(of file: String) throws -> [String] {
    try String(contentsOfFile: root + file, encoding: .utf8).components(separatedBy: "\n")
  }

  /// The Swift files of the package.
  static func swiftFiles() throws -> [String] {
    try ["Sources", "Playground", "Tests"].flatMap { try files(in: $0, ending: ".swift") }
  }
}
