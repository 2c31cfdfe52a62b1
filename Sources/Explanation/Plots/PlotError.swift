// SPDX-License-Identifier: Apache-2.0

/// A mistake in what a figure was asked to show. Each case names the mark: `Line "Adam"`.
public enum PlotError: Error, Hashable {
  /// A figure without marks, or a mark without data.
  case empty(String)
  /// Lists that belong together have different lengths.
  case lengths(String, [Int])
  /// A value at or below 0 on a logarithmic axis or colour scale, the first at that position.
  case notPositive(String, along: String, value: Double, position: Int)
  /// A range with ends that are not finite, are equal, or cannot be shown on the scale.
  case range(String, ClosedRange<Double>)
  /// Places of a grid that are not finite or not increasing along an axis.
  case unordered(String, along: String)
  /// More elements than a figure may have.
  case tooLarge(String, count: Int, limit: Int)
}

extension PlotError: CustomStringConvertible {
  /// One line with the mark, what is wrong with it, and what to do.
  public var description: String {
    switch self {
    case .empty(let what): "\(what) has nothing to show"
    case .lengths(let mark, let counts):
      "\(mark) has lists of \(counts.map(String.init).joined(separator: ", ")) values; they must be as many"
    case .notPositive(let mark, let axis, let value, let position):
      "\(mark) has \(value) at position \(position) along the logarithmic \(axis), which takes values above 0; "
        + "leave it out (NaN), add an offset, or use a linear scale"
    case .range(let what, let range): "\(what) cannot span \(range)"
    case .unordered(let mark, let axis): "\(mark) has places along \(axis) that do not increase"
    case .tooLarge(let mark, let count, let limit):
      "\(mark) has \(count) values; a figure shows at most \(limit): thin them out"
    }
  }
}
