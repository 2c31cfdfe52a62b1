// SPDX-License-Identifier: Apache-2.0

/// A solution's file with its solution cut out.
///
/// Between `// SOLUTION: TASK` and `// END` stands what the student has to write. In its place the stub throws
/// `notYet("TASK")`.
struct Stub {
  let text: String

  /// - Throws: `CourseError` unless there is exactly one such place.
  init(ofSolution solution: String) throws(CourseError) {
    var lines: [Substring] = []
    var isInside = false
    var count = 0
    for line in solution.split(separator: "\n", omittingEmptySubsequences: false) {
      let indentation = line.prefix { $0 == " " }
      let content = line.dropFirst(indentation.count)
      if content.hasPrefix(Self.beginning) {
        lines.append("\(indentation)throw notYet(\"\(content.dropFirst(Self.beginning.count))\")")
        isInside = true
        count += 1
      } else if content == "// END" {
        isInside = false
      } else if !isInside {
        lines.append(line)
      }
    }
    guard count == 1, !isInside else {
      throw CourseError("a solution needs one place between '\(Self.beginning)TASK' and '// END'")
    }
    text = lines.joined(separator: "\n")
  }

  private static let beginning = "// SOLUTION: "
}
