// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// The JSON file of the given name under `Tests/Fixtures`, its ending left out.
public func fixture<Content: Decodable>(_ name: String, as type: Content.Type = Content.self) throws
  -> Content
{
  let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  let file = tests.appending(path: "Fixtures/\(name).json")
  return try JSONDecoder().decode(type, from: Data(contentsOf: file))
}
