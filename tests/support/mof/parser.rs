//! The grammar of MOF (DSP0004, annex A), as far as a provider's files need it.

use std::collections::BTreeMap;

use super::tokens::{Placed, Token};
use super::{
    Class, Flavors, Instance, Item, Method, Property, Qualifier, Qualifiers, Value, types,
};

/// Words that cannot be names (DSP0004, annex A).
const KEYWORDS: &[&str] = &["association", "indication", "null", "true", "false", "ref"];

pub struct Parser {
    tokens: std::vec::IntoIter<Placed>,
    line: usize,
    aliases: Vec<String>,
}

impl Parser {
    pub fn new(tokens: Vec<Placed>) -> Self {
        Parser {
            tokens: tokens.into_iter(),
            line: 1,
            aliases: Vec::new(),
        }
    }

    pub fn file(mut self) -> Result<Vec<Item>, String> {
        let mut items = Vec::new();
        while self.peek().is_some() {
            let item = self.item();
            items.push(item.map_err(|problem| format!("line {}: {problem}", self.line))?);
        }
        Ok(items)
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.as_slice().first().map(|placed| &placed.token)
    }

    fn next(&mut self) -> Result<Token, String> {
        let placed = self.tokens.next().ok_or("the file ends too early")?;
        self.line = placed.line;
        Ok(placed.token)
    }

    fn symbol_if(&mut self, symbol: char) -> bool {
        let there = self.peek() == Some(&Token::Symbol(symbol));
        if there {
            let _ = self.next();
        }
        there
    }

    fn symbol(&mut self, symbol: char) -> Result<(), String> {
        match self.next()? {
            Token::Symbol(there) if there == symbol => Ok(()),
            other => Err(format!("{other:?} stands where `{symbol}` should")),
        }
    }

    fn word(&mut self) -> Result<String, String> {
        match self.next()? {
            Token::Word(word) => Ok(word),
            other => Err(format!("{other:?} stands where a word should")),
        }
    }

    fn word_if(&mut self, keyword: &str) -> bool {
        let there =
            matches!(self.peek(), Some(Token::Word(word)) if word.eq_ignore_ascii_case(keyword));
        if there {
            let _ = self.next();
        }
        there
    }

    fn name(&mut self) -> Result<String, String> {
        let name = self.word()?;
        let keyword = KEYWORDS.iter().any(|word| name.eq_ignore_ascii_case(word));
        if keyword {
            return Err(format!("{name} is a keyword, not a name"));
        }
        Ok(name)
    }

    fn item(&mut self) -> Result<Item, String> {
        if self.symbol_if('#') {
            return self.pragma();
        }
        let qualifiers = self.qualifiers()?;
        if self.word_if("class") {
            self.class(qualifiers).map(Item::Class)
        } else if self.word_if("instance") {
            self.instance(qualifiers).map(Item::Instance)
        } else {
            Err(format!("{:?} begins nothing", self.next()?))
        }
    }

    fn pragma(&mut self) -> Result<Item, String> {
        if !self.word_if("pragma") {
            return Err("a `#` without `pragma`".to_owned());
        }
        let name = self.word()?.to_ascii_lowercase();
        let mut arguments = Vec::new();
        if self.symbol_if('(') {
            loop {
                // One literal: nothing says that they concatenate here.
                arguments.push(match self.next()? {
                    Token::Text(units) => text(&units)?,
                    Token::Word(word) => word,
                    other => return Err(format!("{other:?} in a pragma")),
                });
                if !self.symbol_if(',') {
                    break;
                }
            }
            self.symbol(')')?;
        }
        Ok(Item::Pragma { name, arguments })
    }

    fn class(&mut self, qualifiers: Qualifiers) -> Result<Class, String> {
        let name = self.name()?;
        let superclass = self.symbol_if(':').then(|| self.name()).transpose()?;
        self.symbol('{')?;
        let mut properties: Vec<Property> = Vec::new();
        let mut methods: Vec<Method> = Vec::new();
        while !self.symbol_if('}') {
            let qualifiers = self.qualifiers()?;
            let cim_type = self.cim_type(true)?;
            let name = self.name()?;
            if self.symbol_if('(') {
                let same = |there: &Method| there.name.eq_ignore_ascii_case(&name);
                if methods.iter().any(same) {
                    return Err(format!("a second method {name}"));
                }
                let parameters = self.parameters()?;
                methods.push(Method {
                    name,
                    cim_type,
                    qualifiers,
                    parameters,
                });
                continue;
            }
            let property = self.property(name, cim_type, qualifiers)?;
            let same = |there: &Property| there.name.eq_ignore_ascii_case(&property.name);
            if properties.iter().any(same) {
                return Err(format!("a second property {}", property.name));
            }
            properties.push(property);
        }
        self.symbol(';')?;
        Ok(Class {
            name,
            superclass,
            qualifiers,
            properties,
            methods,
        })
    }

    /// What stands between the brackets of a method, and its end.
    fn parameters(&mut self) -> Result<Vec<Property>, String> {
        let mut parameters: Vec<Property> = Vec::new();
        if !self.symbol_if(')') {
            loop {
                let qualifiers = self.qualifiers()?;
                let cim_type = self.cim_type(false)?;
                let name = self.name()?;
                let same = |there: &Property| there.name.eq_ignore_ascii_case(&name);
                if parameters.iter().any(same) {
                    return Err(format!("a second parameter {name}"));
                }
                let (array, max_items) = self.brackets()?;
                parameters.push(Property {
                    name,
                    cim_type,
                    array,
                    max_items,
                    default: Value::Null,
                    qualifiers,
                });
                if !self.symbol_if(',') {
                    break;
                }
            }
            self.symbol(')')?;
        }
        self.symbol(';')?;
        Ok(parameters)
    }

    fn cim_type(&mut self, of_method: bool) -> Result<String, String> {
        let first = self.word()?;
        let mut cim_type = first.to_ascii_lowercase();
        if self.word_if("ref") {
            // The class that it refers to stands before it.
            cim_type = format!("ref:{first}");
        } else if cim_type == "object" {
            // WMI's own: an object of the class that follows, or of any.
            if self.symbol_if(':') {
                cim_type = format!("object:{}", self.name()?);
            }
        } else if !(types::exists(&cim_type) || of_method && cim_type == "void") {
            return Err(format!("there is no type {cim_type}"));
        }
        Ok(cim_type)
    }

    /// The brackets of an array, if there are some, and its bound.
    fn brackets(&mut self) -> Result<(bool, Option<u32>), String> {
        let array = self.symbol_if('[');
        let mut max_items = None;
        if array && !self.symbol_if(']') {
            max_items = Some(self.bound()?);
            self.symbol(']')?;
        }
        Ok((array, max_items))
    }

    /// What follows the name of a property.
    fn property(
        &mut self,
        name: String,
        cim_type: String,
        qualifiers: Qualifiers,
    ) -> Result<Property, String> {
        if cim_type == "void" {
            return Err(format!("the property {name} is void"));
        }
        let (array, max_items) = self.brackets()?;
        let mut default = Value::Null;
        if self.symbol_if('=') {
            default = self.value()?;
            types::check(&default, &cim_type, array)?;
            if let (Value::Array(items), Some(most)) = (&default, max_items)
                && items.len() > most as usize
            {
                return Err(format!("{default:?} has more than {most} elements"));
            }
        }
        self.symbol(';')?;
        Ok(Property {
            name,
            cim_type,
            array,
            max_items,
            default,
            qualifiers,
        })
    }

    /// The most elements of an array (DSP0004: `positiveDecimalValue`), as WMI's qualifier can have it.
    fn bound(&mut self) -> Result<u32, String> {
        match self.next()? {
            Token::Integer(most) if (1..=i32::MAX.into()).contains(&most) => {
                u32::try_from(most).map_err(|problem| problem.to_string())
            }
            other => Err(format!("{other:?} is no number of elements")),
        }
    }

    fn instance(&mut self, qualifiers: Qualifiers) -> Result<Instance, String> {
        if !self.word_if("of") {
            return Err("`instance` without `of`".to_owned());
        }
        let class = self.name()?;
        let alias = self.word_if("as").then(|| {
            self.symbol('$')?;
            self.name()
        });
        let alias = alias.transpose()?;
        self.symbol('{')?;
        let mut values: Vec<(String, Value)> = Vec::new();
        while !self.symbol_if('}') {
            let name = self.name()?;
            if values
                .iter()
                .any(|(there, _)| there.eq_ignore_ascii_case(&name))
            {
                return Err(format!("a second value for {name}"));
            }
            self.symbol('=')?;
            values.push((name, self.value()?));
            self.symbol(';')?;
        }
        self.symbol(';')?;
        self.aliases.extend(alias.clone());
        Ok(Instance {
            class,
            qualifiers,
            alias,
            values,
        })
    }

    fn qualifiers(&mut self) -> Result<Qualifiers, String> {
        let mut found = BTreeMap::new();
        if !self.symbol_if('[') {
            return Ok(found);
        }
        loop {
            let (name, qualifier) = self.qualifier()?;
            if found.insert(name.clone(), qualifier).is_some() {
                return Err(format!("a second qualifier {name}"));
            }
            if !self.symbol_if(',') {
                break;
            }
        }
        self.symbol(']')?;
        Ok(found)
    }

    fn qualifier(&mut self) -> Result<(String, Qualifier), String> {
        let name = self.word()?.to_ascii_lowercase();
        let mut value = Value::Boolean(true);
        if self.symbol_if('(') {
            value = self.constant()?;
            self.symbol(')')?;
        } else if self.peek() == Some(&Token::Symbol('{')) {
            value = self.array()?;
        }
        let mut flavors = Flavors::unsaid(&name);
        if self.symbol_if(':') {
            let word = self.word()?;
            flavors
                .set(&word)
                .ok_or_else(|| format!("{word} is no flavor"))?;
            while let Some(Token::Word(word)) = self.peek() {
                let word = word.clone();
                flavors
                    .set(&word)
                    .ok_or_else(|| format!("{word} is no flavor"))?;
                self.next()?;
            }
        }
        Ok((name, Qualifier { value, flavors }))
    }

    fn value(&mut self) -> Result<Value, String> {
        if self.peek() == Some(&Token::Symbol('{')) {
            return self.array();
        }
        if self.symbol_if('$') {
            let name = self.name()?;
            let known = self.aliases.contains(&name);
            return known
                .then(|| Value::Alias(name.clone()))
                .ok_or_else(|| format!("${name} stands for nothing yet"));
        }
        self.constant()
    }

    /// `{1, 2}`; all of one kind.
    fn array(&mut self) -> Result<Value, String> {
        self.symbol('{')?;
        let mut items = Vec::new();
        if !self.symbol_if('}') {
            loop {
                items.push(self.constant()?);
                if !self.symbol_if(',') {
                    break;
                }
            }
            self.symbol('}')?;
        }
        let kind = std::mem::discriminant::<Value>;
        if items.windows(2).any(|two| kind(&two[0]) != kind(&two[1])) {
            return Err("an array of values of several kinds".to_owned());
        }
        Ok(Value::Array(items))
    }

    fn constant(&mut self) -> Result<Value, String> {
        Ok(match self.next()? {
            Token::Text(mut units) => {
                while let Some(Token::Text(more)) = self.peek() {
                    units.extend(more);
                    self.next()?;
                }
                Value::Text(text(&units)?)
            }
            Token::Char(unit) => Value::Char(unit),
            Token::Integer(number) => Value::Integer(number),
            Token::Real(number) => Value::Real(number),
            Token::Word(word) => match word.to_ascii_lowercase().as_str() {
                "true" => Value::Boolean(true),
                "false" => Value::Boolean(false),
                "null" => Value::Null,
                _ => return Err(format!("{word} is no value")),
            },
            Token::Symbol(symbol) => return Err(format!("`{symbol}` is no value")),
        })
    }
}

fn text(units: &[u16]) -> Result<String, String> {
    String::from_utf16(units).map_err(|_| "a text with half a character".to_owned())
}
