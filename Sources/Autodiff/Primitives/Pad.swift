// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Variable {
  /// The variable with a number written before and after its elements along each axis.
  ///
  /// ```swift
  /// x.padded(before: [1, 0], after: [0, 2])   // a row of zeros above, two columns of them on the right
  /// ```
  ///
  /// - Parameters:
  ///   - before: How many elements are put before the first, one number for each axis.
  ///   - after: How many are put behind the last.
  public func padded(
    before: [Int], after: [Int], with value: Double = 0, file: StaticString = #fileID, line: UInt = #line
  ) -> Variable {
    let location = SourceLocation(file: file, line: line)
    guard before.count == rank, after.count == rank else {
      return fault(
        "padded", [self], "\(before.count) and \(after.count) numbers are given, but the rank is \(rank)",
        at: location)
    }
    guard (before + after).allSatisfy({ $0 >= 0 }) else {
      return fault("padded", [self], "\(before) or \(after) is negative; slice instead", at: location)
    }
    guard let firstPadded = (0..<rank).first(where: { before[$0] + after[$0] > 0 }) else { return self }
    let extents = (0..<rank).map { before[$0] + shape[$0] + after[$0] }
    let zeros = place([self], at: [before], in: Shape(extents))
    guard value != 0 else { return zeros }
    // The axes in front of the first padded one are broadcast over.
    let padded = Shape(Array(extents[firstPadded...]))
    let start = zip(before[firstPadded...], padded.strides).reduce(0) { $0 + $1.0 * $1.1 }
    var margin = Tensor(repeating: value, shape: padded)
    margin.scatter(
      0, shape: Shape(Array(shape.extents[firstPadded...])), from: start, strides: padded.strides)
    return zeros + margin
  }
}
