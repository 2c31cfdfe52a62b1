// SPDX-License-Identifier: Apache-2.0

/// Tensors with names, in the order in which they were added: what an archive of arrays holds, or the weights of a
/// model.
public struct NamedTensors<Scalar: Real>: Hashable, Sendable {
  private var names: [String] = []
  private var tensors: [String: Tensor<Scalar>] = [:]

  /// No tensors.
  public init() {}

  /// The tensor of a name. A new name comes last; setting `nil` removes the name, which takes O(count).
  public subscript(name: String) -> Tensor<Scalar>? {
    get { tensors[name] }
    set {
      if tensors[name] == nil, newValue != nil {
        names.append(name)
      } else if tensors[name] != nil, newValue == nil {
        names.removeAll { $0 == name }
      }
      tensors[name] = newValue
    }
  }
}

extension NamedTensors: RandomAccessCollection {
  /// The position of the first tensor.
  public var startIndex: Int { 0 }

  /// The number of tensors.
  public var endIndex: Int { names.count }

  /// The name and the tensor at a position.
  public subscript(position: Int) -> (name: String, tensor: Tensor<Scalar>) {
    let name = names[position]
    guard let tensor = tensors[name] else { fatalError("NamedTensors: \(name) has no tensor") }
    return (name, tensor)
  }
}

extension NamedTensors: ExpressibleByDictionaryLiteral {
  /// The tensors of a literal, in its order. Stops when a name is there twice.
  public init(dictionaryLiteral elements: (String, Tensor<Scalar>)...) {
    for (name, tensor) in elements {
      guard self[name] == nil else { fatalError("NamedTensors literal: the name \(name) is there twice") }
      self[name] = tensor
    }
  }
}
