// SPDX-License-Identifier: Apache-2.0
public import Autodiff
internal import Tensors

/// Scaled dot-product attention of a sequence `[time, features]` to itself, in several heads: parameters `query`, `key`,
/// `value` and `output`, `[features, features]` each.
///
/// Costs O(*time*²·*features*). Vaswani et al., Attention is all you need, NeurIPS 2017.
public struct SelfAttention: Layer {
  /// The number of heads, which divides the number of features.
  public let heads: Int
  /// Whether a place attends only to itself and those before it.
  public let isCausal: Bool
  /// How the matrices begin.
  public let weight: Initializer

  /// Attention in a number of heads, each to its share of the features.
  public init(heads: Int = 1, isCausal: Bool = false, weight: Initializer = .glorotUniform) {
    self.heads = heads
    self.isCausal = isCausal
    self.weight = weight
  }

  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable {
    guard x.rank == 2 else { return parameters.refuse(x, "a sequence [time, features] is needed") }
    let (time, features) = (x.shape[0], x.shape[1])
    guard heads > 0, features % heads == 0 else {
      return parameters.refuse(x, "\(heads) heads do not divide \(features) features")
    }
    /// `[heads, time, features / heads]`.
    func projected(_ name: String) -> Variable {
      matmul(x, parameters(name, [features, features], weight), transposing: .right)
        .reshaped(to: [time, heads, features / heads]).transposed([1, 0, 2])
    }
    let (query, key, value) = (projected("query"), projected("key"), projected("value"))
    var scores = matmul(query, key, transposing: .right) / Double(features / heads).squareRoot()
    if isCausal { scores = scores + Variable(Self.mask(time)) }
    let mixed = matmul(softmax(scores), value).transposed([1, 0, 2]).reshaped(to: [time, features])
    return matmul(mixed, parameters("output", [features, features], weight), transposing: .right)
  }

  /// Minus infinity above the diagonal, else 0.
  private static func mask(_ time: Int) -> Tensor<Double> {
    Tensor(
      unchecked: (0..<time).flatMap { row in (0..<time).map { $0 > row ? -Double.infinity : 0 } },
      shape: [time, time])
  }
}
