// SPDX-License-Identifier: Apache-2.0
internal import Foundation

extension Encodable {
  /// The value as a JSON document on one line, its members in the order of their names. JSON has no numbers that are not
  /// finite: they become the texts `nan`, `inf` and `-inf`.
  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      encoder.nonConformingFloatEncodingStrategy = .convertToString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}
