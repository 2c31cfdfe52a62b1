// SPDX-License-Identifier: Apache-2.0

/// Calls a LAPACK routine with the workspace that it asks for, `minimum` elements at least.
///
/// `routine` is called twice, first with a size of -1, when it only writes the best size into the workspace.
///
/// - Parameter routine: Takes the workspace and its size and returns LAPACK's `info`.
/// - Returns: `info`, 0 or positive.
func withWorkspace<Scalar: Real>(
  minimum: Int, _ routine: (UnsafeMutablePointer<Scalar>, inout Int32) -> Int32
) -> Int32 {
  var best: Scalar = 0
  var query: Int32 = -1
  _ = routine(&best, &query)
  // The routine's answer is rounded to the scalar type, and wraps where 32 bits do not hold it.
  var size = Int32(clamping: max(minimum, Int(best.nextUp.rounded(.up))))
  let info = withUnsafeTemporaryAllocation(of: Scalar.self, capacity: Int(size)) { work in
    work.baseAddress.map { routine($0, &size) } ?? 0
  }
  guard info >= 0 else { fatalError("LAPACK: argument \(-info) has an illegal value") }
  return info
}
