// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@Suite("The modules")
struct ModuleTests {
  /// From bottom to top: a module imports only modules above it in this list, and these from outside.
  static let modules: [(name: String, imports: Set<String>, outside: Set<String>)] = [
    ("Tensors", [], ["CKernels", "COpenBLAS", "Synchronization", "Dispatch", "Glibc", "Musl", "Darwin"]),
    ("Autodiff", ["Tensors"], ["Synchronization", "Glibc", "Musl", "Darwin"]),
    ("Gradcheck", ["Tensors", "Autodiff"], []),
    ("Optimization", ["Tensors"], []),
    (
      "Models", ["Tensors", "Autodiff", "Gradcheck", "Optimization"],
      ["Synchronization", "Glibc", "Musl", "Darwin", "Foundation"]
    ),
    ("Explanation", ["Tensors", "Autodiff", "Formulas"], []),
    ("Formulas", ["Tensors", "Autodiff"], []),
    (
      "Wengert", ["Tensors", "Autodiff", "Gradcheck", "Optimization", "Models", "Explanation"], []
    ),
    ("GradcheckCommand", ["Wengert", "Formulas", "PlaygroundModels"], ["Foundation"]),
  ]

  @Test("import only what lies below them", arguments: modules.map(\.name))
  func imports(_ name: String) throws {
    let module = try #require(Self.modules.first { $0.name == name })
    let allowed = module.imports.union(module.outside)
    let files = try Project.files(in: "Sources/\(name)", ending: ".swift")
    #expect(!files.isEmpty)
    for file in files {
      for line in try Project.lines(of: file) {
        guard let imported = Self.importedModule(line) else { continue }
        #expect(
          allowed.contains(imported), "\(file) imports \(imported); \(name) may import \(allowed.sorted())")
      }
    }
  }

  @Test("are all listed here")
  func completeness() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Project.root + "Sources")
    #expect(Set(folders.filter { !$0.hasPrefix("C") && !$0.hasPrefix(".") }) == Set(Self.modules.map(\.name)))
  }

  /// The module that a line imports, if it is an import.
  private static func importedModule(_ line: String) -> String? {
    let words = line.split(separator: " ")
    guard let place = words.firstIndex(of: "import"), place <= 2, words.count > place + 1,
      words[..<place].allSatisfy({
        ["public", "package", "internal", "private", "@_exported", "@testable"].contains($0)
      })
    else { return nil }
    return String(words[place + 1])
  }
}
