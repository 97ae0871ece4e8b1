// What guessers try first is refused; what a person would make up is not.
import { expect, it } from 'vitest';
import { isKnownPassword } from './known-password.ts';

const email = 'coordinacion.sre@enlace.example';

it('[A7] repetitions, runs, stretched words and one’s own address are refused', () => {
  for (const bad of [
    'aaaaaaaaaaaaaaa',
    'passwordpassword',
    'PasswordPassword',
    'abcabcabcabcabc',
    'contraseñacontraseña',
    '123456789012345',
    '987654321098765',
    '012345678901234567',
    'abcdefghijklmno',
    'qwertyuiopasdfg',
    'qwertyuiop123456',
    '1qaz2wsx3edc4rfv',
    'password12345678',
    'Contraseña202700',
    'bienvenido123456',
    'P A S S W O R D 1 2 3 4',
    'enlaceenlace2027',
    'mexicomexico2027',
    '000000000000000',
    '!!!!!!!!!!!!!!!!!!',
    '!?!?!?!!??!!?!?!?',
    'coordinacion.sre@enlace.example',
    'coordinacion.sre',
    'coordinacionsre12345',
    'admin_password_2027',
  ])
    expect([bad, isKnownPassword(bad, email)]).toEqual([bad, true]);
});

it('[A7] a short sentence, or what a keychain makes, is taken', () => {
  for (const good of [
    'una frase para probar',
    'el río crece en agosto',
    'correct horse battery staple',
    'kV8#pLq2!zXw9@rT',
    'cuatro tazas sobre la mesa',
    'la coordinacion llega tarde',
    'mi perro come password',
    'Tapachula llueve mucho',
    '7f3a9c1e5b2d8046af',
    '#%$&/(=?*+[];:_<',
  ])
    expect([good, isKnownPassword(good, email)]).toEqual([good, false]);
});
