// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@Suite("Source files")
struct SourceFileTests {
  @Test("are short, and begin with the licence")
  func form() throws {
    for file in try Project.swiftFiles() {
      let lines = try Project.lines(of: file)
      #expect(lines.count <= 501, "\(file) has \(lines.count - 1) lines; no file has more than 500")
      let head = lines.prefix { $0.hasPrefix("//") }
      #expect(head.contains("// SPDX-License-Identifier: Apache-2.0"), "\(file) does not name the licence")
    }
  }

  @Test("of the library do not trap where they could throw")
  func noTraps() throws {
    let traps = ["try!", "as! ", "precondition(", "preconditionFailure(", "assertionFailure("]
    for file in try Project.files(in: "Sources", ending: ".swift") {
      for line in try Project.lines(of: file) where !Self.isComment(line) {
        for trap in traps {
          #expect(!line.contains(trap), "\(file): \(line.trimmingCharacters(in: .whitespaces))")
        }
      }
    }
  }

  @Test("keep pointers where memory is managed")
  func pointers() throws {
    for module in ["Gradcheck", "Optimization", "Models", "Explanation", "Formulas", "GradcheckCommand"] {
      for file in try Project.files(in: "Sources/\(module)", ending: ".swift") {
        for line in try Project.lines(of: file) where !Self.isComment(line) {
          #expect(!line.contains("Unsafe") && !line.contains("Unmanaged"), "\(file): \(line)")
        }
      }
    }
  }

  @Test("use no unsafe flags and no other package")
  func manifest() throws {
    let manifest = try Project.lines(of: "Package.swift").joined(separator: "\n")
    #expect(!manifest.contains("unsafeFlags") && !manifest.contains(".package("))
  }

  private static func isComment(_ line: String) -> Bool {
    line.trimmingCharacters(in: .whitespaces).hasPrefix("//")
  }
}
