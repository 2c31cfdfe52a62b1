// SPDX-License-Identifier: Apache-2.0
package import Tensors

/// How several named tensors lie one after another in one vector.
package struct Layout: Sendable {
  package let names: [String]
  package let shapes: [Shape]
  /// Where each tensor begins, and at last the number of all elements.
  let starts: [Int]

  package init(names: [String], shapes: [Shape]) {
    self.names = names
    self.shapes = shapes
    starts = shapes.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.elementCount) }
  }

  /// The number of all elements.
  package var count: Int { starts[shapes.count] }

  /// The places of a tensor's elements.
  package func range(_ tensor: Int) -> Range<Int> { starts[tensor]..<starts[tensor + 1] }

  /// The tensor that holds an element, and the index of the element in it.
  func index(of element: Int) -> (tensor: Int, index: [Int]) {
    let tensor = (starts.firstIndex { $0 > element } ?? starts.count) - 1
    return (tensor, shapes[tensor].index(ofElement: element - starts[tensor]))
  }

  /// An element by name and index: `W1[3, 2]`, or the name alone for a scalar.
  func label(of element: Int) -> String {
    let (tensor, index) = index(of: element)
    return names[tensor] + (index.isEmpty ? "" : "\(index)")
  }

  /// The elements of tensors that lie as this layout says.
  package func flattened(_ tensors: [Tensor<Double>]) -> [Double] { tensors.flatMap(\.scalars) }

  /// The tensors of a vector.
  package func tensors(of elements: [Double]) throws(ShapeError) -> [Tensor<Double>] {
    var tensors: [Tensor<Double>] = []
    for (tensor, shape) in shapes.enumerated() {
      tensors.append(try Tensor(shape: shape, scalars: Array(elements[range(tensor)])))
    }
    return tensors
  }
}

extension Shape {
  /// The index of an element by its place in row-major order.
  func index(ofElement place: Int) -> [Int] {
    var rest = place
    return strides.map { stride in
      defer { rest %= Swift.max(1, stride) }
      return rest / Swift.max(1, stride)
    }
  }
}
