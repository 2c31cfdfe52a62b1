// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Testing

@testable internal import playground

@Suite("JSON")
struct JSONTests {
  @Test(
    "how values are written",
    arguments: [
      (JSON.null, "null"), (.bool(true), "true"), (.integer(-3), "-3"), (.number(1), "1.0"),
      (.number(.nan), "null"), (.number(.infinity), "null"), (.number(-.infinity), "null"),
      (.string("a\"b\\c\n\u{1}\u{1F}é"), #""a\"b\\c\n\u0001\u001fé""#),
      (.array([]), "[]"), (.object([:]), "{}"),
      (.object(["b": .integer(1), "a": .array([.null, .bool(false)])]), #"{"b": 1, "a": [null, false]}"#),
    ])
  func description(value: JSON, text: String) { #expect(value.description == text) }

  @Test("numbers read back exactly", arguments: [0.1, -0.0, 1e-308, .leastNonzeroMagnitude, 1e23, 1.0 / 3])
  func roundTrip(number: Double) throws {
    let text = JSON.array([.number(number)]).description
    #expect(try JSONDecoder().decode([Double].self, from: Data(text.utf8)) == [number])
  }

  @Test func `text reads back as it was`() throws {
    let text = String(String.UnicodeScalarView((0..<0x500).compactMap { Unicode.Scalar($0 as UInt32) }))
    let document = JSON.array([.string(text)]).description
    #expect(try JSONDecoder().decode([String].self, from: Data(document.utf8)) == [text])
  }
}
