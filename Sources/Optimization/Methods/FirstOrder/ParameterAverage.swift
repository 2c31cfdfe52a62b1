// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A running mean of the parameters of a run, which noise of mini-batches moves less than the last parameters.
///
/// An observer adds each iteration's: `{ average.add($0.parameters); return .continue }`.
/// Polyak and Juditsky 1992, SIAM J. Control Optim. 30; with a decay, the exponential mean.
public struct ParameterAverage: Sendable {
  /// The share that the mean keeps at each addition; `nil` for the plain mean.
  public let decay: Double?
  /// The mean so far; `nil` before the first addition.
  public private(set) var parameters: Tensor<Double>?
  private var count = 0

  /// The mean of nothing yet.
  public init(decay: Double? = nil) { self.decay = decay }

  /// Adds parameters, of the same shape each time. O(n).
  public mutating func add(_ next: Tensor<Double>) {
    count += 1
    let share = decay.map { 1 - $0 } ?? 1 / Double(count)
    guard var mean = parameters else { return parameters = next }
    mean = mean.scaled(by: 1 - share)
    mean.add(next, times: share)
    parameters = mean
  }
}

extension ParameterAverage: Archivable {
  /// Saves or restores the mean and the number of additions.
  public mutating func exchange(with archive: inout StateArchive) {
    archive.exchange("count", &count)
    var elements = parameters?.scalars ?? []
    archive.exchange("parameters", &elements)
    parameters = elements.isEmpty ? nil : Tensor(elements)
  }
}
