// SPDX-License-Identifier: Apache-2.0

extension Program {
  /// Which entries of the Jacobian can be other than 0, whatever the inputs are.
  ///
  /// The rows are the elements of all outputs, and the columns those of all chosen inputs, each laid end to
  /// end in row-major order. Found from the operations alone: an entry may turn out 0 all the same, never the
  /// other way round.
  ///
  /// Bits are propagated for 64 elements of the smaller side at a time (Griewank and Walther, Evaluating
  /// Derivatives, 2nd ed., SIAM 2008, chapter 7.1). Costs at most 1/64 of the program's operations for each
  /// element of that side, in proportion to the entries where they lie in bands or blocks, and the memory of
  /// one run.
  ///
  /// - Parameter inputs: The inputs to differentiate by; `nil` for all.
  /// - Throws: `DerivativeError` when there is no such input.
  public func sparsityPattern(by inputs: [Int]? = nil) throws -> SparsityPattern {
    let chosen = try checked(inputs, operation: "sparsityPattern")
    return DependencyRules.graph(of: self, by: chosen).pattern()
  }
}
