// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Foundation

/// The program in which answers are judged, built beside the tests.
enum Playground {
  static let path: String = {
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    // On macOS the tests are a bundle in the folder of the products.
    while folder.path != "/" {
      let program = folder.appending(path: "playground").path
      if FileManager.default.isExecutableFile(atPath: program) { return program }
      folder = folder.deletingLastPathComponent()
    }
    return "playground"
  }()

  /// A grader that has little patience with loops.
  static func grader(seconds: Int = 20) -> Grader {
    Grader(executable: path, limits: ResourceLimits(seconds: seconds))
  }

  /// The folder of the package.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
}
