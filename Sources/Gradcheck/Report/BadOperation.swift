// SPDX-License-Identifier: Apache-2.0

/// The first operation of a recorded function whose own derivatives are wrong, taken by itself with the operands that
/// it has in this function.
public struct BadOperation: Hashable, Sendable, Codable {
  /// The name of the operation.
  public let name: String
  /// The line of the printed program, counted from 0 for the first input.
  public let line: Int
  /// What the line says: `v3 = log(x)`.
  public let statement: String
  /// Where the call that recorded it stands, for the calls that say.
  public let location: String?
  /// The derivatives of the operation by its operands, where they are wrong: `adjoint` for its pullback, `tangent` for
  /// its pushforward.
  public let derivatives: String
  /// What is wrong with the derivatives by each operand.
  public let operands: [InputCheck]

  /// The pattern that fits the first operand that has one.
  public var diagnosis: Diagnosis? { operands.lazy.compactMap(\.diagnosis).first }
}
