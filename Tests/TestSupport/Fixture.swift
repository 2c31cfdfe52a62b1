// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// The JSON file of the given name under `Tests/Fixtures`, its ending left out.
public func fixture<Content: Decodable>(_ name: String, as type: Content.Type = Content.self) throws
  -> Content
{
  try JSONDecoder().decode(type, from: Data(contentsOf: URL(filePath: fixturePath("\(name).json"))))
}

/// The path of a file under `Tests/Fixtures`.
public func fixturePath(_ name: String) -> String {
  let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  return tests.appending(path: "Fixtures/\(name)").path(percentEncoded: false)
}
