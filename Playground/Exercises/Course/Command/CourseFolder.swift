// SPDX-License-Identifier: Apache-2.0
#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The folder that holds the pages and the answers: `Playground/Exercises` of this package, or a student's package.
///
/// `Pages/NAME.md` is the page of an exercise, `Answers/NAME.swift` the student's file. What `reset` restores is
/// `Stubs/NAME.swift.txt` in a student's package; here it is made from `Teacher/Solutions/NAME.swift`.
package struct CourseFolder {
  private let path: String

  /// The course in this folder, or in the nearest one above that has one.
  ///
  /// - Throws: `CourseError` when there is none.
  package init(at start: String? = nil) throws(CourseError) {
    let manager = FileManager.default
    var folder = URL(filePath: start ?? manager.currentDirectoryPath).standardized
    while true {
      for candidate in [folder.appending(path: "Playground/Exercises"), folder] {
        let isCourse = ["Pages", "Answers"].allSatisfy {
          manager.fileExists(atPath: candidate.appending(path: $0).path)
        }
        if isCourse {
          path = candidate.path
          return
        }
      }
      let parent = folder.deletingLastPathComponent().standardized
      guard parent.path != folder.path, folder.path != "/" else {
        throw CourseError("no folder with Pages and Answers here or above; run it in the course's package")
      }
      folder = parent
    }
  }

  /// The page of an exercise, in Markdown.
  package func page(_ name: String) throws(CourseError) -> String { try text("Pages/\(name).md") }

  /// The file that the student writes in, relative to where the command runs when it can be.
  func answerPath(_ name: String) -> String {
    let current = FileManager.default.currentDirectoryPath + "/"
    let file = "\(path)/Answers/\(name).swift"
    return file.hasPrefix(current) ? String(file.dropFirst(current.count)) : file
  }

  /// What the student's file holds.
  package func answer(_ name: String) throws(CourseError) -> String { try text("Answers/\(name).swift") }

  /// What the student's file held at the beginning.
  package func stub(_ name: String) throws(CourseError) -> String {
    let kept = "Stubs/\(name).swift.txt"
    if FileManager.default.fileExists(atPath: "\(path)/\(kept)") { return try text(kept) }
    return try Stub(ofSolution: text("Teacher/Solutions/\(name).swift")).text
  }

  /// Puts the student's file back to what it was at the beginning, and keeps what it held beside it.
  ///
  /// - Returns: The file that keeps it; `nil` when nothing had been changed.
  package func reset(_ name: String) throws -> String? {
    let stub = try stub(name)
    let held = try? answer(name)
    guard held != stub else { return nil }
    let backup = answerPath(name) + ".old"
    if let held { try writeFile(held, to: "\(path)/Answers/\(name).swift.old") }
    try writeFile(stub, to: "\(path)/Answers/\(name).swift")
    return backup
  }

  /// The folder of the package around the course.
  var packagePath: String {
    path.hasSuffix("/Playground/Exercises") ? String(path.dropLast("/Playground/Exercises".count)) : path
  }

  /// Writes a file of the package around the course.
  package func write(_ text: String, toPackage file: String) throws {
    try writeFile(text, to: "\(packagePath)/\(file)")
  }

  /// The content of a file of the course.
  func text(_ file: String) throws(CourseError) -> String {
    guard let content = try? String(contentsOfFile: "\(path)/\(file)", encoding: .utf8) else {
      throw CourseError("cannot read '\(path)/\(file)'")
    }
    return content
  }

  /// The names of the files in a folder of the course, sorted.
  func files(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []).sorted()
  }
}

/// Writes a text file; the folders above it are made when they are missing.
func writeFile(_ text: String, to path: String) throws {
  let folder = URL(filePath: path).deletingLastPathComponent()
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  try text.write(toFile: path, atomically: true, encoding: .utf8)
}
