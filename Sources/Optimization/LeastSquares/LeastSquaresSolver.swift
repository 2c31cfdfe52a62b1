// SPDX-License-Identifier: Apache-2.0

/// How a step's linear least-squares problem is solved.
public enum LeastSquaresSolver: Sendable, Hashable, CaseIterable {
  /// The best of the others for the numbers of residuals and parameters; `resolved(for:)` says which, and why.
  case automatic
  /// Normal equations by Cholesky factorisation: memory O(n²), however many residuals there are.
  case cholesky
  /// QR factorisation of the Jacobian, block by block where the function has blocks: about twice the digits where
  /// columns are nearly dependent.
  case qr
  /// Dual equations in the residuals: memory O(m·n) and O(m²·n) a step, for fewer residuals than parameters.
  case wide
  /// LSMR with products of the Jacobian: memory O(m + n), for more parameters than a matrix of
  /// them could hold.
  case matrixFree

  /// A solver other than `.automatic`, and the reason for it.
  public struct Choice: Sendable, Hashable {
    /// The solver.
    public let solver: LeastSquaresSolver
    /// Why, as a clause.
    public let reason: String
  }

  /// The largest `n²` matrix, in numbers, that is formed unasked: half a gibibyte.
  private static let largestMatrix = 1 << 26

  /// The solver that is used for a function.
  public func resolved(for function: some LeastSquaresFunction) -> Choice {
    let (m, n) = (function.residualCount, function.parameterCount)
    guard self == .automatic else { return Choice(solver: self, reason: "it was asked for") }
    let operations = Double(m) * Double(n) * Double(n)
    if m < n, m.multipliedReportingOverflow(by: n).partialValue <= Self.largestMatrix, operations >= 1e7 {
      return Choice(solver: .wide, reason: "\(m) residuals are fewer than \(n) parameters")
    }
    if Double(n) * Double(n) > Double(Self.largestMatrix) {
      return Choice(
        solver: .matrixFree, reason: "a matrix of \(n) by \(n) would take \(8 * n / 1024 * n / 1024) MiB")
    }
    if operations < 1e7 {
      return Choice(solver: .qr, reason: "\(m) by \(n) is small, and QR keeps twice the digits")
    }
    return Choice(solver: .cholesky, reason: "a QR factorisation of \(m) by \(n) would take most of the time")
  }
}
