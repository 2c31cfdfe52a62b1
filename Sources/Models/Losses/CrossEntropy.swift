// SPDX-License-Identifier: Apache-2.0
public import Autodiff
public import Tensors

/// Minus the logarithm of the probability of a sample's class; the outputs `[classes]` are logits, so that the
/// probabilities are `softmax(output)`. Exact for logits of any size.
public struct CrossEntropy: Loss {
  /// What the targets are.
  public enum Targets: Hashable, Sendable {
    /// A class by its number, from 0 on: a scalar for each sample. A number of no class gives NaN.
    case classes
    /// A probability for each class, `[classes]`; 1 for one of them and 0 for the others, for instance.
    case probabilities
  }

  /// What the targets are.
  public let targets: Targets

  /// - Parameter targets: What the targets are.
  public init(_ targets: Targets = .probabilities) { self.targets = targets }

  public func callAsFunction(_ output: Variable, _ target: Variable) -> Variable {
    let logarithms = logSoftmax(output)
    return switch targets {
    case .classes: -gather(logarithms, at: target)
    case .probabilities: -dot(target, logarithms)
    }
  }

  public func targetShape(for output: Shape) -> Shape { targets == .classes ? .scalar : output }
}
