// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A trace that lacks something to begin with.
public enum TraceError: Error, Hashable, CustomStringConvertible {
  /// The outputs are not one single number, and no cotangents say what the sweep begins with.
  case cotangentsNeeded([Shape])
  /// There are not as many tensors as inputs or outputs of the given shapes, or they have others.
  case unfit(String, [Shape], expected: [Shape])

  /// One line, with the likely fix.
  public var description: String {
    switch self {
    case .cotangentsNeeded(let shapes):
      "trace: the outputs have shapes \(shapes); give a cotangent for each, or return a single number"
    case .unfit(let what, let shapes, let expected):
      "trace: the \(what) have shapes \(shapes); expected are \(expected)"
    }
  }
}
