#[test]
fn sizes() {
    let layer = tl_tests::tables::checked(
        &std::fs::read_to_string(concat!(env!("LAYER_230"), "/api.tl")).unwrap(),
    );
    println!("N {}", tl_tests::boxed::layer230().len());
    for b in tl_tests::boxed::layer230() {
        let t = layer.types.iter().find(|t| t.name == b.name).unwrap();
        let min = t
            .constructors
            .iter()
            .map(|c| layer.constructor(*c).min_size)
            .min()
            .unwrap()
            + 4;
        println!("T {} {} {} {}", b.name, b.size, min, t.constructors.len());
    }
}
