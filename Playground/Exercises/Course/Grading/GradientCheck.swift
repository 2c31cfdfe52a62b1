// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// A wrong way to get gradients, that students take, and what it is called.
struct Suspect {
  let mistake: Mistake
  /// What this way gives at a point.
  let gradients: ([Tensor<Double>]) throws -> [Tensor<Double>]

  init(_ mistake: Mistake, _ gradients: @escaping ([Tensor<Double>]) throws -> [Tensor<Double>]) {
    self.mistake = mistake
    self.gradients = gradients
  }
}

/// What is wrong with gradients that an answer gives: shapes, then numbers that are not finite, then wrong ones.
///
/// Differences judge; they know nothing of any formula. A suspect's formula only names what is already known to be
/// wrong.
func gradientFinding(
  at point: [Tensor<Double>], named names: [String], suspects: [Suspect] = [],
  _ gradients: @escaping ([Tensor<Double>]) throws -> [Tensor<Double>],
  of function: ([Variable]) throws -> Variable
) throws -> Finding? {
  let claimed = try gradients(point)
  if let finding = shapeFinding(claimed, of: point, named: names) { return finding }
  for (name, gradient) in zip(names, claimed) where !gradient.isFinite {
    return Finding(.notFinite, "the gradient by \(name) is \(gradient)")
  }
  let report = try gradcheck(at: point, named: names, gradients: gradients, of: function)
  guard !report.passed else { return nil }
  let evidence = report.evidence
  for suspect in suspects where isClose(claimed, try suspect.gradients(point)) {
    return Finding(suspect.mistake, evidence)
  }
  let diagnosis = report.inputs.lazy.compactMap(\.diagnosis).first
  return Finding(diagnosis.map { Mistake($0.kind) } ?? .wrongDerivative, evidence)
}

private func shapeFinding(
  _ claimed: [Tensor<Double>], of point: [Tensor<Double>], named names: [String]
) -> Finding? {
  guard claimed.count == point.count else {
    return Finding(.wrongShape, "\(point.count) gradients are asked for, \(claimed.count) are returned")
  }
  for (name, (gradient, x)) in zip(names, zip(claimed, point)) where gradient.shape != x.shape {
    let evidence = "the gradient by \(name) has shape \(gradient.shape), \(name) has \(x.shape)"
    if x.shape.broadcast(with: gradient.shape) == gradient.shape {
      return Finding(.unsummedBroadcast, evidence)
    }
    let isTransposed = gradient.shape.extents == x.shape.extents.reversed()
    return Finding(isTransposed ? .transposed : .wrongShape, evidence)
  }
  return nil
}

/// Whether two lists of tensors agree to 6 digits of their largest number.
func isClose(_ a: [Tensor<Double>], _ b: [Tensor<Double>]) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { $0.shape == $1.shape && distance($0, $1) <= 1e-6 }
}

/// The largest difference of two tensors of equal shape, relative to the largest number in them.
func distance(_ a: Tensor<Double>, _ b: Tensor<Double>) -> Double {
  let scale = (a.scalars + b.scalars).reduce(0) { Swift.max($0, $1.magnitude) }
  guard scale > 0 else { return 0 }
  return zip(a.scalars, b.scalars).reduce(0) { Swift.max($0, ($1.0 - $1.1).magnitude / scale) }
}

extension Mistake {
  /// What a diagnosis of gradcheck is called in the course.
  fileprivate init(_ kind: Diagnosis.Kind) {
    self =
      switch kind {
      case .wrongSign: .wrongSign
      case .constantFactor: .constantFactor
      case .transposed: .transposed
      case .unsummedBroadcast: .unsummedBroadcast
      case .missingPath: .missingPath
      case .doubledPath: .doubledPath
      case .uncountedUses: .overwritten
      case .stale: .stale
      case .detached: .detached
      case .noDependence: .noDependence
      default: .wrongDerivative
      }
  }
}

extension GradcheckReport {
  /// The worst entries of the inputs that are wrong, and what explains them.
  fileprivate var evidence: String {
    let wrong = inputs.filter { $0.badCount > 0 }
    guard !wrong.isEmpty else { return notes.first ?? "differences say otherwise along a random direction" }
    return wrong.map { input in
      let entries = input.badEntries.prefix(2).map { entry in
        "\(entry.label): yours \(text(entry.comparison.analytic)), by differences \(text(entry.comparison.numeric))"
      }
      let count = "\(input.name): \(input.badCount) of \(input.checkedCount) entries are wrong"
      let cause = input.diagnosis.map { "; \($0.description)" } ?? ""
      return ([count + cause] + entries).joined(separator: "\n  ")
    }.joined(separator: "\n")
  }

  private func text(_ number: Double?) -> String { number.map { $0.text(significant: 7) } ?? "not finite" }
}
