import Autodiff
import Tensors
import Testing
@Test func scratch() throws {
  let p = try Program(inputs: [[3]]) { [$0[0] / 1.5] }
  print(p); print(try p.vjp()); print(try p.jvp()); print(try p.jvp().jvp())
  print(try p.vjp().run([[1, 2, 3] as Tensor<Double>, [1, 2, 3]]))
  print(try p.jvp().run([[1, 2, 3] as Tensor<Double>, [1, 2, 3]]))
  let q = try Program(inputs: [[2], [2]]) { [dot($0[0], $0[1])] }
  print(try q.jvp().jvp())
  let r = try Program(inputs: [[2], [2]]) { [stack($0)] }.vmap(over:[0], count: 3)
  print(r)
  print(try r.run([[[1, 2, 3],[4, 5, 6]] as Tensor<Double>, [7, 8]]))
}
