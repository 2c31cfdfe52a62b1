// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Autodiff

@Suite struct CoverageTests {
  /// The names of the types that conform to a protocol of primitives, with their files.
  ///
  /// Files that declare protocols, extensions or helpers only have none and need no row.
  private func declaredPrimitives() throws -> [(type: String, file: String)] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Autodiff/Primitives")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return try files.filter { $0.pathExtension == "swift" }.flatMap { file in
      try String(contentsOf: file, encoding: .utf8)
        .matches(of: /(?:struct|enum|class) (\w+)[^\n{]*:[^\n{]*(?:Primitive|Elementwise)\b[^\n{]*\{/)
        .map { (String($0.1), file.lastPathComponent) }
    }
  }

  @Test("every primitive has a row") func everyPrimitiveHasARow() throws {
    let covered = Set(Row.all.map { "\($0.primitive)" })
    let declared = try declaredPrimitives()
    #expect(declared.count >= 30, "the folder of the primitives was not read")
    for (type, file) in declared {
      #expect(covered.contains(type), "add a row for \(type), \(file), to Row.all")
    }
  }

  @Test("every row records the primitive that it is for", arguments: Row.all)
  func everyRowRecordsItsPrimitive(_ row: Row) throws {
    #expect(try row.program().primitives.contains { type(of: $0) == row.primitive })
  }

  @Test("every primitive can be compared with others", arguments: Row.all)
  func everyPrimitiveIsHashable(_ row: Row) {
    #expect(row.primitive is any Hashable.Type, "common subexpressions would not be found")
  }
}

extension Program {
  /// The primitives of the operations, in their order.
  var primitives: [any Primitive] { list.nodes.compactMap { $0.operation?.takeUnretainedValue().primitive } }
}
