// SPDX-License-Identifier: Apache-2.0

extension Program {
  /// An equivalent program of fewer or cheaper operations.
  ///
  /// Operations on constants are evaluated, equal operations on equal operands are done once, and identities are
  /// applied: `x + 0` is `x`, `-(-x)` is `x`, a transposed factor is a flag of its product, and so on. No result
  /// changes by more than rounding; infinities and NaN stay where they are, so `0 * x` remains. Only the sign of a
  /// zero may change. Derivatives of the result are those of this program; names of values that remain are kept.
  ///
  /// O(count). Compiling a program does this by itself.
  public func simplified() -> Program {
    if !list.guards.isEmpty {
      return withGuardsAsOutputs().simplified().withOutputsAsGuards(of: list.guards)
    }
    var program = self
    // A value that was read twice may be read once now, and then more identities hold. A few rounds settle it.
    for _ in 0..<4 {
      var simplifier = Simplifier(program)
      simplifier.run()
      guard simplifier.isChanged else { break }
      program = simplifier.program()
      guard simplifier.sparedShared else { break }
    }
    return program
  }
}
