// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Checker {
  /// Whether function and derivatives are the same when they are asked again after having been elsewhere; what a
  /// recording computes always is.
  mutating func isRepeatable() throws -> Bool {
    if subject.isDerivedFromRecording { return true }
    let weights = subject.outputs.shapes.isEmpty ? [] : [Double](repeating: 1, count: subject.outputs.count)
    let before = try subject.adjoint(of: weights, at: subject.point)
    let elsewhere = zip(subject.point, scales).map { $0 + 0.0625 * $1 }
    _ = try subject.adjoint(of: weights, at: elsewhere)
    if subject.recording == nil { _ = try subject.evaluate(at: elsewhere) }
    let after = try subject.adjoint(of: weights, at: subject.point)
    let isSame = zip(before, after).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
    let value = try subject.evaluate(at: subject.point).values
    let isSameValue = value == base.values || value.contains(where: \.isNaN)
    if isSame && isSameValue { return true }
    report.verdict = .failed
    if !isSameValue {
      report.notes.append(
        "The function is not the same when it is evaluated again at the same point: fix the seed of its random "
          + "numbers, or look for state that it keeps.")
    }
    if !isSame {
      report.notes.append(
        "The \(subject.derivatives) is not the same when it is asked for again at the same point: it draws random "
          + "numbers, or keeps state from earlier calls (a stale cache, an accumulator that is not cleared).")
    }
    return false
  }
}
