// SPDX-License-Identifier: Apache-2.0

/// A program that ONNX's standard operators cannot express.
public struct ONNXError: Error, Hashable, CustomStringConvertible {
  /// The operation, as its function is called.
  public let operation: String
  /// What the program says at its line.
  public let statement: String

  /// One line.
  public var description: String {
    "ONNX has no operator for \(operation), in \(statement); leave it out of the exported program or compose it of others"
  }
}
