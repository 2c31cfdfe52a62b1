// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The subscripts of `einsum`: a letter for each axis of each operand, and of the result.
struct EinsumSubscripts {
  let operands: [[Character]]
  let result: [Character]

  /// Why subscripts cannot be read, or do not fit.
  struct Mistake: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
  }

  /// Reads `ij,jk->ik`; without an arrow, the result has the letters that occur once, in alphabetical order.
  init(_ text: String) throws(Mistake) {
    let letters = Array(text.filter { $0 != " " })
    var sides: [[Character]] = [letters]
    if let arrow = letters.firstIndex(of: "-") {
      guard letters.indices.contains(arrow + 1), letters[arrow + 1] == ">" else {
        throw Mistake("\"\(text)\" has a - that is not part of ->")
      }
      sides = [Array(letters[..<arrow]), Array(letters[(arrow + 2)...])]
    }
    for letter in sides.joined() where letter != "," {
      guard letter.isASCII, letter.isLetter else {
        throw Mistake(
          letter == "."
            ? "\"\(text)\" has an ellipsis, which is not supported; write a letter for each axis"
            : "\"\(text)\" has a \(letter), which is not a letter, a comma or the arrow ->")
      }
    }
    operands = sides[0].split(separator: ",", omittingEmptySubsequences: false).map(Array.init)
    let all = operands.flatMap { $0 }
    guard sides.count == 2 else {
      result = Set(all).filter { letter in all.count { $0 == letter } == 1 }.sorted()
      return
    }
    result = sides[1]
    for letter in result {
      guard result.count(where: { $0 == letter }) == 1 else {
        throw Mistake("\"\(text)\" has \(letter) twice in the result")
      }
      guard all.contains(letter) else {
        throw Mistake("\"\(text)\" has \(letter) in the result, but in no operand")
      }
    }
  }

  /// Checks that each axis has its letter, and each letter one extent.
  func check(_ shapes: [Shape]) throws(Mistake) {
    guard shapes.count == operands.count else {
      throw Mistake("subscripts for \(operands.count) operands are given, but \(shapes.count) operands")
    }
    var extents: [Character: Int] = [:]
    for (letters, shape) in zip(operands, shapes) {
      guard letters.count == shape.rank else {
        throw Mistake("\"\(String(letters))\" does not fit the shape \(shape), of rank \(shape.rank)")
      }
      for (letter, extent) in zip(letters, shape.extents) {
        guard extents[letter, default: extent] == extent else {
          throw Mistake("\(letter) has the extents \(extents[letter, default: 0]) and \(extent)")
        }
        extents[letter] = extent
      }
    }
  }
}
