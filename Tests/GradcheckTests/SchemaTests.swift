// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Foundation
import Gradcheck
import Tensors
import Testing

/// The part of JSON Schema (2020-12) that `Docs/gradcheck.schema.json` uses.
private struct Schema {
  let root: [String: Any]

  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Docs/gradcheck.schema.json")
    root = try #require(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
  }

  /// What is wrong with a value, with its path.
  func mistakes(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      guard let definitions = root["$defs"] as? [String: Any],
        let target = definitions[String(reference.dropFirst("#/$defs/".count))] as? [String: Any]
      else { return ["\(path): no definition \(reference)"] }
      return mistakes(value, target, at: path)
    }
    if let allowed = schema["enum"] as? [String] {
      return allowed.contains { $0 == value as? String } ? [] : ["\(path): \(value) is none of \(allowed)"]
    }
    switch schema["type"] as? String {
    case "object":
      guard let object = value as? [String: Any] else { return ["\(path) is no object"] }
      let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
      let required = schema["required"] as? [String] ?? []
      return required.filter { object[$0] == nil }.map { "\(path).\($0) is missing" }
        + object.flatMap { name, member in
          properties[name].map { mistakes(member, $0, at: "\(path).\(name)") } ?? [
            "\(path).\(name) is unknown"
          ]
        }
    case "array":
      guard let array = value as? [Any], let items = schema["items"] as? [String: Any] else {
        return ["\(path) is no array"]
      }
      return array.enumerated().flatMap { mistakes($1, items, at: "\(path)[\($0)]") }
    case "string": return value is String ? [] : ["\(path) is no string"]
    case "boolean": return value is Bool ? [] : ["\(path) is no boolean"]
    case "integer", "number": return value is NSNumber ? [] : ["\(path) is no number"]
    default: return ["\(path): the schema says nothing"]
    }
  }
}

@Suite("The JSON of reports")
struct SchemaTests {
  @Test("is as the schema in Docs says")
  func schema() throws {
    let schema = try Schema()
    let flawed = try gradcheck(at: [1, 2]) { x in sum(Operation(SteepCube())(x)) }
    let reports =
      [
        flawed, try gradcheck(at: [1, 0]) { x in sqrt(x) }, try gradcheck(at: [1, -2]) { x in log(x) },
        try gradcheck(at: [1, 0]) { x in sum(abs(x)) },
        try gradcheck(at: [1, 2], for: Float.self, options: .init(listsAllEntries: true)) { x in sum(x * x) },
        try gradcheck(Operation(HalfPushedSquare()), at: [[1, 2]]),
        try ExperimentTests.TwoLayers(seed: 1).report(),
      ] + (try PatternRow.all.map { try $0.check() })
    #expect(flawed.badOperation != nil)
    for report in reports {
      let data = try JSONEncoder().encode(report)
      let mistakes = schema.mistakes(
        try JSONSerialization.jsonObject(with: data), schema.root, at: "report")
      #expect(mistakes.isEmpty, "\(mistakes)")
      #expect(try JSONDecoder().decode(GradcheckReport.self, from: data) == report)
    }
  }
}
