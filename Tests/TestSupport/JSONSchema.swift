// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// The part of JSON Schema (2020-12) that the schemas in `Docs` use.
public struct JSONSchema {
  private let root: [String: Any]

  /// The schema in a file of `Docs`.
  public init(_ name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Docs/\(name)")
    guard let root = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] else {
      throw CocoaError(.fileReadCorruptFile)
    }
    self.root = root
  }

  /// What is wrong with a document, each with its path; none when it is as the schema says.
  public func mistakes(_ document: String) throws -> [String] {
    mistakes(try JSONSerialization.jsonObject(with: Data(document.utf8)), root, at: "document")
  }

  private func mistakes(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      guard let definitions = root["$defs"] as? [String: Any],
        let target = definitions[String(reference.dropFirst("#/$defs/".count))] as? [String: Any]
      else { return ["\(path): no definition \(reference)"] }
      return mistakes(value, target, at: path)
    }
    if let allowed = schema["enum"] as? [String] {
      return allowed.contains { $0 == value as? String } ? [] : ["\(path): \(value) is none of \(allowed)"]
    }
    let types = schema["type"] as? [String] ?? (schema["type"] as? String).map { [$0] } ?? []
    let attempts = types.map { mistakes(value, schema, ofType: $0, at: path) }
    if attempts.contains(where: \.isEmpty) { return conditional(value, schema, at: path) }
    return attempts.first ?? ["\(path): the schema says nothing"]
  }

  private func mistakes(
    _ value: Any, _ schema: [String: Any], ofType type: String, at path: String
  ) -> [String] {
    switch type {
    case "object":
      guard let object = value as? [String: Any] else { return ["\(path) is no object"] }
      guard let properties = schema["properties"] as? [String: [String: Any]] else { return [] }
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
    case "null": return value is NSNull ? [] : ["\(path) is not null"]
    default: return ["\(path): the schema says nothing"]
    }
  }

  /// What the clauses `if` a member is constant, `then` say.
  private func conditional(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
    guard let clauses = schema["allOf"] as? [[String: [String: Any]]], let object = value as? [String: Any]
    else {
      return []
    }
    return clauses.flatMap { clause -> [String] in
      let conditions = clause["if"]?["properties"] as? [String: [String: String]] ?? [:]
      guard conditions.allSatisfy({ object[$0.key] as? String == $0.value["const"] }) else { return [] }
      let properties = clause["then"]?["properties"] as? [String: [String: Any]] ?? [:]
      return properties.flatMap { name, schema in
        object[name].map { mistakes($0, schema, at: "\(path).\(name)") } ?? []
      }
    }
  }
}
