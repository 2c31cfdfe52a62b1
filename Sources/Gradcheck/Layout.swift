// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// How several named tensors lie one after another in one vector.
struct Layout: Sendable {
  let names: [String]
  let shapes: [Shape]
  /// Where each tensor begins, and at last the number of all elements.
  let starts: [Int]

  init(names: [String], shapes: [Shape]) {
    self.names = names
    self.shapes = shapes
    starts = shapes.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.elementCount) }
  }

  /// The number of all elements.
  var count: Int { starts[shapes.count] }

  /// The places of a tensor's elements.
  func range(_ tensor: Int) -> Range<Int> { starts[tensor]..<starts[tensor + 1] }

  /// The tensor that holds an element, and the index of the element in it.
  func index(of element: Int) -> (tensor: Int, index: [Int]) {
    let tensor = shapes.indices.first { element < starts[$0 + 1] } ?? 0
    var rest = element - starts[tensor]
    let index = shapes[tensor].strides.map { stride in
      defer { rest %= stride }
      return rest / stride
    }
    return (tensor, index)
  }

  /// An element by name and index: `W1[3, 2]`, or the name alone for a scalar.
  func label(of element: Int) -> String {
    let (tensor, index) = index(of: element)
    return names[tensor] + (index.isEmpty ? "" : "\(index)")
  }

  /// The elements of tensors that lie as this layout says.
  func flattened<Scalar: Real>(_ tensors: [Tensor<Scalar>]) -> [Double] {
    tensors.flatMap { $0.scalars.map { Double($0) } }
  }

  /// The tensors of a vector.
  func tensors<Scalar: Real>(of elements: [Double], as type: Scalar.Type) throws(ShapeError) -> [Tensor<
    Scalar
  >] {
    var tensors: [Tensor<Scalar>] = []
    for (tensor, shape) in shapes.enumerated() {
      tensors.append(try Tensor(shape: shape, scalars: elements[range(tensor)].map { Scalar($0) }))
    }
    return tensors
  }
}
