// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Where a part of an assembly belongs.
struct Destination {
  let assembly: Int32
  /// From the beginning of the assembly's elements.
  let offset: Int
}

extension Planner {
  /// Finds the values that lie together in an assembly: they are computed there.
  mutating func findDestinations() {
    for line in lowerings.keys.sorted() {
      guard case .assembly(let starts, _) = lowerings[line] else { continue }
      let operands = operands(of: list.nodes[Int(line)])
      let boxes = boxes(starts, of: operands, in: shape(of: line))
      guard Self.areDisjoint(boxes) else { continue }
      for (operand, box) in zip(operands, boxes) {
        guard let range = box, !range.isEmpty, let part = computedPart(operand) else { continue }
        destinations[part] = Destination(assembly: line, offset: range.lowerBound)
      }
    }
  }

  /// The line that computes an operand's elements in their order, if one does.
  private func computedPart(_ operand: Int32) -> Int32? {
    var line = operand
    while list.nodes[Int(line)].operation != nil {
      switch lowerings[line] {
      case .view: line = list.nodes[Int(line)].first
      case .strided: return nil
      default: return flags[line].contains(.isAbsorbed) ? nil : line
      }
    }
    return nil
  }

  /// For each part of an assembly the range that it covers, or `nil` when it is not a single range.
  private func boxes(_ starts: [[Int]], of operands: [Int32], in shape: Shape) -> [Range<Int>?] {
    let strides = shape.strides
    return zip(starts, operands).map { start, operand in
      let box = self.shape(of: operand)
      // Contiguous when all axes but the first that is longer than 1 are covered.
      let first = box.extents.firstIndex { $0 != 1 } ?? box.rank
      guard box.extents.indices.allSatisfy({ $0 <= first || box[$0] == shape[$0] }) else { return nil }
      let offset = zip(start, strides).reduce(0) { $0 + $1.0 * $1.1 }
      return offset..<offset + box.elementCount
    }
  }

  private static func areDisjoint(_ boxes: [Range<Int>?]) -> Bool {
    var end = 0
    for box in boxes.sorted(by: { ($0?.lowerBound ?? -1) < ($1?.lowerBound ?? -1) }) {
      guard let box, box.lowerBound >= end else { return false }
      end = box.upperBound
    }
    return true
  }

  /// The place of an assembly, which its first part may need before the assembly itself is planned.
  mutating func assemblyPlace(_ line: Int32) -> Int {
    if places[line] < 0 { _ = allocate(line) }
    return places[line]
  }

  mutating func planAssembly(_ starts: [[Int]], tiles: Bool, _ line: Int32, of operands: [Int32]) {
    let shape = shape(of: line)
    let strides = shape.strides
    let boxes = boxes(starts, of: operands, in: shape)
    for operand in operands { require(operand) }
    let y = assemblyPlace(line)
    let isDisjoint = Self.areDisjoint(boxes)
    if isDisjoint {
      var end = 0
      for range in boxes.compactMap({ $0 }).sorted(by: { $0.lowerBound < $1.lowerBound }) + [
        shape.elementCount..<shape.elementCount
      ] {
        fillZeros(y + end..<y + range.lowerBound)
        end = max(end, range.upperBound)
      }
    } else if !tiles {
      fillZeros(y..<y + shape.elementCount)
    }
    for (start, operand) in zip(starts, operands) where count(of: operand) > 0 {
      let box = self.shape(of: operand)
      let target = y + zip(start, strides).reduce(0) { $0 + $1.0 * $1.1 }
      let (x, layout) = (place(of: operand), layout(of: operand))
      if isDisjoint, x == target, layout.isContiguous(box) { continue }
      if isDisjoint || tiles {
        copy(box, from: x, layout.strides, to: target, strides)
      } else {
        let nest = plan.nest(box.extents, [layout.strides, strides])
        emit(.accumulate(nest: nest, x: x, y: target))
      }
    }
    for operand in operands { release(operand) }
  }

  private mutating func fillZeros(_ range: Range<Int>) {
    if !range.isEmpty {
      emit(.fill(y: range.lowerBound, count: range.count, with: .zero))
    }
  }
}
