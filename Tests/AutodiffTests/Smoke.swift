import Autodiff
import Tensors
import Testing

@Test func smoke() throws {
  let x: Tensor<Double> = [1, 2]
  let g = try gradient(at: x) { x in sin(x[0]) * x[1] }
  print(g.scalars)
  print(try jacobian(at: x) { x in stack([x[0] * x[1], exp(x[1])]) }.scalars)
  print(try hessian(at: x) { x in x[0] * x[0] * x[1] }.scalars)
  print(try jvp(at: x, along: [1, 0]) { x in sin(x) })
  print(try hessianVectorProduct(at: x, along: [1, 0]) { x in sum(x * x * x) }.scalars)
  let p = try Program(inputs: [[5, 6], [4, 5], [3, 4], [6]], named: ["W1", "W2", "W3", "y"]) { v in
    let h = matmul(v[0], v[3]).named("h*")
    let h0 = sigmoid(h[0])
    let H = tanh(matmul(v[1], h) + h0).named("H*")
    return [tanh(matmul(v[2], H) + H[0])]
  }
  print(p)
  print(try p.vjp().vmap(over: [3, 4], count: 7))
}
