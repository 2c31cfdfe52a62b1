// SPDX-License-Identifier: Apache-2.0
internal import Tensors

// A method keeps parameters as a vector; files have them by name.

extension Model {
  /// Replaces the parameter vector in an archive by the parameters, which come first.
  func moveParameters(of archive: inout StateArchive, from name: String) throws {
    guard let vector = archive.tensors[name] else { return }
    var tensors: NamedTensors<Double> = try weights(of: vector)
    for (other, tensor) in archive.tensors where other != name { tensors[other] = tensor }
    archive.tensors = tensors
  }

  /// Puts the parameter vector in the place of the parameters of an archive, and says what does not fit.
  ///
  /// - Parameter isOther: Whether a name is none of a parameter.
  func gatherParameters(
    of archive: inout StateArchive, to name: String, except isOther: (String) -> Bool
  ) -> StateMismatch {
    var (weights, others) = (NamedTensors<Double>(), NamedTensors<Double>())
    for (name, tensor) in archive.tensors {
      if isOther(name) { others[name] = tensor } else { weights[name] = tensor }
    }
    let (vector, mismatch) = gathered(weights)
    if mismatch.isEmpty { others[name] = vector }
    archive.tensors = others
    return mismatch
  }
}

extension StateMismatch {
  /// Adds other differences, but for the absence of one part.
  mutating func add(_ other: StateMismatch, without name: String) {
    missing += other.missing.filter { $0 != name }
    extra += other.extra
    unfit += other.unfit
  }
}
